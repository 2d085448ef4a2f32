"""Starting a program and keeping it in order: its three phases, the readiness of the house, the policies in force."""
