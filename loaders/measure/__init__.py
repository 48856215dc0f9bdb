"""How good are the loaders on annotated data? One command each, run from a checkout, not part of what is shipped to users."""
