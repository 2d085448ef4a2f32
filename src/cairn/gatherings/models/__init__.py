"""Rows of the gatherings room. A `Correction` is written once."""

from cairn.gatherings.models.gatherings import Gathering, Leader, RosterPlace
from cairn.gatherings.models.meetings import Attendance, Correction, Meeting

__all__ = ["Attendance", "Correction", "Gathering", "Leader", "Meeting", "RosterPlace"]
