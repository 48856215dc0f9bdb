"""Which states, regions and towns are there, and under which names, demonyms and seats?"""
