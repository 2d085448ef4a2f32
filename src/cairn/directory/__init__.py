"""Places that help: which service, where, when it is open, whether it has room, and who checked it when. It tells of nobody served."""
