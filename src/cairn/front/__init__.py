"""What joins the rooms: the registry of rules, settings, pages and the command line."""
