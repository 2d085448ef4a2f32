"""Rows of the departures room. What was signed, handed over or sent stays as it was written."""

from cairn.departures.models.departures import Departure, Summary, SummaryAddition
from cairn.departures.models.holds import Hold
from cairn.departures.models.moves import PromiseEnding, Sending, Transfer

__all__ = ["Departure", "Hold", "PromiseEnding", "Sending", "Summary", "SummaryAddition", "Transfer"]
