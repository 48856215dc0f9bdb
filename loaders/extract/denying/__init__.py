"""In which words is something denied, by whom, and what does it answer?"""
