"""Rows of the intake room. Decisions about records that look alike, and what a program says of its cost, are written once."""

from cairn.intake.models.arrivals import Comparison, Intake, StepEntry
from cairn.intake.models.asking import Asking, AskingDoor, JunkPile, ProgramPhone
from cairn.intake.models.fees import FeeNotice, FeeSignature
from cairn.intake.models.heads import HeadCount

__all__ = [
    "Asking",
    "AskingDoor",
    "Comparison",
    "FeeNotice",
    "FeeSignature",
    "HeadCount",
    "Intake",
    "JunkPile",
    "ProgramPhone",
    "StepEntry",
]
