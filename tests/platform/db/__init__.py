"""The database floor, on a small clinic of its own; run by `test_database_floor.py` once for each engine."""
