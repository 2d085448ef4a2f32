from cairn.program.models.phases import StepMark
from cairn.program.models.policies import Acknowledgment, ProgramPolicy
from cairn.program.models.readiness import ReadinessAnswer, ReadinessRound, ReadinessSheet
from cairn.program.models.wellness import EthicsAcknowledgment, WellnessPlan

__all__ = [
    "Acknowledgment",
    "EthicsAcknowledgment",
    "ProgramPolicy",
    "ReadinessAnswer",
    "ReadinessRound",
    "ReadinessSheet",
    "StepMark",
    "WellnessPlan",
]
