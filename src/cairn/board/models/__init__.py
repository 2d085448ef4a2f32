from cairn.board.models.applications import Application, SealedStatement, Submission
from cairn.board.models.papers import Paper, PaperPart

__all__ = ["Application", "Paper", "PaperPart", "SealedStatement", "Submission"]
