"""Classes, attendance and coverage as rules of their own: facts in, minutes and findings out. Pure."""
