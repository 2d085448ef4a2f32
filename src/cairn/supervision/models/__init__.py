from cairn.supervision.models.sessions import SupervisionSession

__all__ = ["SupervisionSession"]
