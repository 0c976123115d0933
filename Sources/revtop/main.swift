print("revtop")
