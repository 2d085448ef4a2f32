from cairn.supervision.models.cover import Absence, Telling
from cairn.supervision.models.record_sign_offs import RecordSignOff
from cairn.supervision.models.sessions import SupervisionSession
from cairn.supervision.models.sign_offs import SignOff
from cairn.supervision.models.timers import SessionTimer

__all__ = ["Absence", "RecordSignOff", "SessionTimer", "SignOff", "SupervisionSession", "Telling"]
