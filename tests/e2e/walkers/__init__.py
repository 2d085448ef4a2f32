"""Who walks the four trails, and the house in which they do: one module for each role."""

MOVED_BY = "CAIRN_TEST_CLOCK"  # names the file with the seconds that the server's clock is moved by
