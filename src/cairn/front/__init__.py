"""The front of the house: settings, addresses, navigation, each role's home, pages that join rooms, the command line."""
