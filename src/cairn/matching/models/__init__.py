from cairn.matching.models.choices import Choice, Farewell, Wishes
from cairn.matching.models.conflicts import ConflictAnswer, KnownPerson, SupervisorWord
from cairn.matching.models.offers import LivedStatement, PeerOffer

__all__ = [
    "Choice",
    "ConflictAnswer",
    "Farewell",
    "KnownPerson",
    "LivedStatement",
    "PeerOffer",
    "SupervisorWord",
    "Wishes",
]
