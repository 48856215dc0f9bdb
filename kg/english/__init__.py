"""A small English pipeline: words, sentences, tags, lemmas, dependencies, names and semantic roles."""
