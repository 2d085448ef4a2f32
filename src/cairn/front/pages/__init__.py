"""Pages that join several rooms: they only compose queries."""
