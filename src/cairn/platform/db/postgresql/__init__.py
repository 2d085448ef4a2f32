"""PostgreSQL as a Django engine: `ENGINE = "cairn.platform.db.postgresql"`."""
