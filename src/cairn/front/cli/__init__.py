"""The command line: `cairn install`, `serve`, `demo`, `check`, `verify`, `backup`, `restore`, `upgrade`, `rules`, `bench`."""
