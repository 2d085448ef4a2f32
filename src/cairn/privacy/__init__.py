"""Who may see what, who looked, and how long a record is kept."""
