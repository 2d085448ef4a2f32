from cairn.board.models.applications import Application, SealedStatement, Submission

__all__ = ["Application", "SealedStatement", "Submission"]
