from cairn.privacy.models.consents import Consent
from cairn.privacy.models.ledger import LedgerEntry, LedgerHead, LedgerSubject
from cairn.privacy.models.papers import ConsentPaper, Guardian, GuardianPaper, PaperSignature, SigningGround

__all__ = [
    "Consent",
    "ConsentPaper",
    "Guardian",
    "GuardianPaper",
    "LedgerEntry",
    "LedgerHead",
    "LedgerSubject",
    "PaperSignature",
    "SigningGround",
]
