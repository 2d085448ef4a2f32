"""Coming in: somebody came or called, people met whom nobody names, the steps of an intake, and whether they are here already."""
