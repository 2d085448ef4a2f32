"""What every room stands on, under test."""
