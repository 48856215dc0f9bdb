"""Documents into segments: what is headline, paragraph, list, furniture."""
