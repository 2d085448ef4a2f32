from cairn.work.models.work_entries import WorkEntry

__all__ = ["WorkEntry"]
