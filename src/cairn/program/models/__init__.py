from cairn.program.models.phases import StepMark
from cairn.program.models.policies import Acknowledgment, ProgramPolicy
from cairn.program.models.readiness import ReadinessAnswer, ReadinessRound, ReadinessSheet

__all__ = ["Acknowledgment", "ProgramPolicy", "ReadinessAnswer", "ReadinessRound", "ReadinessSheet", "StepMark"]
