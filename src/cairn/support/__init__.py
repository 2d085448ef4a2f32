"""Clients, relationships, encounters, notes and survey answers: what peer support is."""
