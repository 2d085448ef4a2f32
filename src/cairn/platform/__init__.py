"""Plumbing used by every room: database, ids, clock, files, pages. Knows neither policy nor ledger."""
