"""In which words is somebody charged: verbs, nouns, labels, deeds told of the other side?"""
