"""Items, papers, scores and their statistics. Pure."""
