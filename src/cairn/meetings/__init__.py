"""Calendar, check-ins, messages and reminders: when two people meet, and how they reach each other in between."""
