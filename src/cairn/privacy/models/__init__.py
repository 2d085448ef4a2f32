from cairn.privacy.models.consents import Consent
from cairn.privacy.models.ledger import LedgerEntry, LedgerHead, LedgerSubject

__all__ = ["Consent", "LedgerEntry", "LedgerHead", "LedgerSubject"]
