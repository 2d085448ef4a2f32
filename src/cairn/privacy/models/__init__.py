from cairn.privacy.models.consents import Consent
from cairn.privacy.models.ledger import LedgerEntry, LedgerHead, LedgerSubject
from cairn.privacy.models.papers import ConsentPaper, Guardian, GuardianPaper, PaperSignature, SigningGround
from cairn.privacy.models.requests import Breach, BreachStep, RecordRequest

__all__ = [
    "Breach",
    "BreachStep",
    "Consent",
    "ConsentPaper",
    "Guardian",
    "GuardianPaper",
    "LedgerEntry",
    "LedgerHead",
    "LedgerSubject",
    "PaperSignature",
    "RecordRequest",
    "SigningGround",
]
