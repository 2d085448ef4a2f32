"""When it is hard: what happened, who was told, by which legal route, and what came of it."""
