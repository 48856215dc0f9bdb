"""How does the graph leave the store: as RDF, as pictures of its links, as tables?"""
