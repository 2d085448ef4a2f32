"""Rows of the court room. What a court was told is written once; what a study keeps stands in rows of its own."""

from cairn.court.models.mentors import CourtAttendance, CourtRelationship, CourtReport
from cairn.court.models.studies import CourtStudy, StudyFact

__all__ = ["CourtAttendance", "CourtRelationship", "CourtReport", "CourtStudy", "StudyFact"]
