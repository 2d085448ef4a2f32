from cairn.support.models.apart import Keeper, KeptApart, KeptOut
from cairn.support.models.clients import Client, ClinicalDiagnosis, Coverage
from cairn.support.models.drafts import ContactDraft
from cairn.support.models.encounters import Encounter, EncounterMark
from cairn.support.models.note_templates import NoteTemplate
from cairn.support.models.notes import Amendment, Note
from cairn.support.models.platforms import Platform, PlatformUse
from cairn.support.models.relationships import PhaseChange, Promise, Relationship
from cairn.support.models.surveys import Survey, SurveyAnswer
from cairn.support.models.words import KeptWords

__all__ = [
    "Amendment",
    "Client",
    "ClinicalDiagnosis",
    "ContactDraft",
    "Coverage",
    "Encounter",
    "EncounterMark",
    "Keeper",
    "KeptApart",
    "KeptOut",
    "KeptWords",
    "Note",
    "NoteTemplate",
    "PhaseChange",
    "Platform",
    "PlatformUse",
    "Promise",
    "Relationship",
    "Survey",
    "SurveyAnswer",
]
