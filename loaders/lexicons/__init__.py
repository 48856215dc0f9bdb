"""Lists of words as data; `lexicon.py` reads them."""
