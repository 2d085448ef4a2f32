from cairn.exams.models.sittings import Sitting, SittingAnswer

__all__ = ["Sitting", "SittingAnswer"]
