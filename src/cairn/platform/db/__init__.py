"""The database floor: two engines with one behavior, and the second wall between organizations.

Plain Django plumbing that knows neither policy nor ledger:

    sqlite/        encrypted SQLite (SQLCipher) as a Django database engine; the default
    postgresql/    PostgreSQL with a connection pool, by one setting
    wall.py        no row outside the open organization is read or written, whatever the query
    append_only.py rows that the schema itself refuses to change or delete
"""
