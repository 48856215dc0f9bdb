"""What do the numbers of a sentence count: whom, and what became of them?"""
