"""Training of the English model; needs the `train` extra."""
