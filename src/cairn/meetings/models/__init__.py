"""Rows of the meetings room. A message is written once; whether it was read is added."""

from cairn.meetings.models.appointments import Appointment, Occurrence
from cairn.meetings.models.check_ins import CheckInAgreement
from cairn.meetings.models.feeds import CalendarFeed
from cairn.meetings.models.messages import AnsweringHours, Message
from cairn.meetings.models.reminders import Reminder, ReminderChoice

__all__ = [
    "AnsweringHours",
    "Appointment",
    "CalendarFeed",
    "CheckInAgreement",
    "Message",
    "Occurrence",
    "Reminder",
    "ReminderChoice",
]
