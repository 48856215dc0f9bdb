"""Claims from sentences: one module for each kind."""
