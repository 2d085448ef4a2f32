"""The rules of this room: facts and a date in, a decision out. Pure."""
