"""How are the data files of the loaders made? Each maker reads its sources and writes the same bytes for the same sources."""
