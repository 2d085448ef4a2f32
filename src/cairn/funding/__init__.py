"""What the program costs and who pays for it."""
