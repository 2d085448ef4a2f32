"""Subjects of which a place asks hours, as a person says them. A pack names a subject by a short key, which no page shows."""

from __future__ import annotations

WORDS = {
    "advocacy": "advocacy",
    "behavioral_health": "behavioral health",
    "boundaries": "boundaries",
    "coaching": "coaching",
    "core": "the core course",
    "diversity": "diversity",
    "elective": "subjects of your choice",
    "ethics": "ethics",
    "ethics_and_boundaries": "ethics and boundaries",
    "health_equity": "health equity",
    "hiv_bloodborne": "HIV and other bloodborne infections",
    "law_and_ethics": "law and ethics",
    "mental_health": "mental health",
    "mentoring_education": "mentoring and education",
    "navigation": "finding the way through services",
    "other": "other subjects",
    "peer": "peer support",
    "peer_recovery": "peer support and recovery",
    "recovery": "recovery",
    "recovery_wellness": "recovery and wellness",
    "suicide_prevention": "suicide prevention",
    "supervision": "supervision",
    "trafficking": "human trafficking",
    "trauma": "trauma",
    "wellness": "wellness",
}


def subject_words(key: str) -> str:
    """The subject in words; of one that has none here, the key with its signs taken out."""
    return WORDS.get(key, key.replace("_", " "))
