"""Pointing somebody on to another place: with their yes or with a card in their own hand, and what came of it."""
