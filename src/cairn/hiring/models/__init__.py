from cairn.hiring.models.applicants import Applicant, ApplicantDecision, ConflictCheck
from cairn.hiring.models.interviews import Interview, Round, Score, Seat, Sheet
from cairn.hiring.models.positions import Description, Position

__all__ = [
    "Applicant",
    "ApplicantDecision",
    "ConflictCheck",
    "Description",
    "Interview",
    "Position",
    "Round",
    "Score",
    "Seat",
    "Sheet",
]
