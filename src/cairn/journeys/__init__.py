"""Gated steps as data: what is done, what is next, who must act, and what the rest waits for. Pure."""
