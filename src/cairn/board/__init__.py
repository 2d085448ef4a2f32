"""The board's desk: applications, evidence, decisions, credentials issued and kept in order."""
