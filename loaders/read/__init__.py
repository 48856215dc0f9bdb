"""Files into documents, one module for each format."""
