"""Which trail is open, which hours count, what one place asks for and another does not. Pure."""
