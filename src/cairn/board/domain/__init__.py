"""The board's own rules and vocabulary: facts in, decisions and words out. Pure."""
