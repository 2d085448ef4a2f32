from cairn.support.models.clients import Client, ClinicalDiagnosis, Coverage
from cairn.support.models.drafts import ContactDraft
from cairn.support.models.encounters import Encounter, EncounterMark
from cairn.support.models.notes import Amendment, Note
from cairn.support.models.relationships import PhaseChange, Promise, Relationship
from cairn.support.models.surveys import Survey, SurveyAnswer

__all__ = [
    "Amendment",
    "Client",
    "ClinicalDiagnosis",
    "ContactDraft",
    "Coverage",
    "Encounter",
    "EncounterMark",
    "Note",
    "PhaseChange",
    "Promise",
    "Relationship",
    "Survey",
    "SurveyAnswer",
]
