"""Rows of the incidents room. Reports and follow-ups are written once."""

from cairn.incidents.models.incidents import FollowUp, Incident, OutsideReport

__all__ = ["FollowUp", "Incident", "OutsideReport"]
