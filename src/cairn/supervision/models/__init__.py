from cairn.supervision.models.sessions import SupervisionSession
from cairn.supervision.models.timers import SessionTimer

__all__ = ["SessionTimer", "SupervisionSession"]
