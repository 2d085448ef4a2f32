"""The demo: two made-up organizations, and six months of work that ends today. Nobody in it is real."""
