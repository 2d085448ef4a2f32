"""Records written by others, taken in; knows everybody, is known by nobody."""
