from cairn.credentials.models.credentials import BackgroundCheck, ContinuingEducation, Credential, Renewal

__all__ = ["BackgroundCheck", "ContinuingEducation", "Credential", "Renewal"]
