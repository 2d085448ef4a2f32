from cairn.trails.models.confirmations import Confirmation
from cairn.trails.models.hours import HoursEntry
from cairn.trails.models.trails import StepNote, TrailChoice

__all__ = ["Confirmation", "HoursEntry", "StepNote", "TrailChoice"]
