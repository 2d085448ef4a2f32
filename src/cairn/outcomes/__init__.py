"""What the program changes, counted honestly."""
