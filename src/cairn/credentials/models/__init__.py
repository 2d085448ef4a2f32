from cairn.credentials.models.credentials import (
    BackgroundCheck,
    ContinuingEducation,
    Credential,
    DeclinedCourse,
    Renewal,
)
from cairn.credentials.models.proofs import CeProof

__all__ = ["BackgroundCheck", "CeProof", "ContinuingEducation", "Credential", "DeclinedCourse", "Renewal"]
