"""The rules of hiring: words that warn, guides, and what a panel found. Pure."""
