"""Rows of the warmline room. No column of a call reaches or names a caller, beyond a nickname they chose."""

from cairn.warmline.models.calls import Call, HandOff, HandOffStep
from cairn.warmline.models.shifts import HandOver, Shift

__all__ = ["Call", "HandOff", "HandOffStep", "HandOver", "Shift"]
