"""What came of it: measures, diversion, intervals."""
