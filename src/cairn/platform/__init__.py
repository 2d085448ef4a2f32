"""Django plumbing used by all rooms. Knows neither policy nor ledger."""
