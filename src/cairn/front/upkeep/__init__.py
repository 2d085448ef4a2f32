"""What keeps an installation alive: its folder and keys, the heads outside the database, backups, the keeper process."""
