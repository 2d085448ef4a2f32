from cairn.work.models.days import DayConfirmation
from cairn.work.models.trips import Trip
from cairn.work.models.work_entries import WorkEntry

__all__ = ["DayConfirmation", "Trip", "WorkEntry"]
