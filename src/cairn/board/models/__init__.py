from cairn.board.models.applications import Application, SealedStatement, Submission
from cairn.board.models.audits import AuditDraw, AuditedCredential
from cairn.board.models.credentials import BoardCredential, CredentialEvent, NumberSeries
from cairn.board.models.decisions import BoardDecision
from cairn.board.models.desk import FeeLine, Verification
from cairn.board.models.letters import Letter
from cairn.board.models.papers import Paper, PaperPart
from cairn.board.models.renewal_runs import RenewalNotice, RenewalRun

__all__ = [
    "Application",
    "AuditDraw",
    "AuditedCredential",
    "BoardCredential",
    "BoardDecision",
    "CredentialEvent",
    "FeeLine",
    "Letter",
    "NumberSeries",
    "Paper",
    "PaperPart",
    "RenewalNotice",
    "RenewalRun",
    "SealedStatement",
    "Submission",
    "Verification",
]
