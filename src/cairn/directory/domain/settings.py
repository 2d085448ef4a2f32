"""Where a service is found: the sort of house, as people would say it on the phone."""

from __future__ import annotations

from enum import StrEnum


class Setting(StrEnum):
    """One sort of house. Not said is a word of its own."""

    RECOVERY_CENTER = "recovery_center"
    CLINIC = "clinic"
    MENTAL_HEALTH = "mental_health"
    TREATMENT_CENTER = "treatment_center"
    HOSPITAL = "hospital"
    CRISIS = "crisis"
    RECOVERY_HOME = "recovery_home"
    SHELTER = "shelter"
    JAIL = "jail"
    COURT = "court"
    SCHOOL = "school"
    FAITH = "faith"
    TRIBAL = "tribal"
    VETERANS = "veterans"
    CHILD_WELFARE = "child_welfare"
    COMMUNITY = "community"
    REMOTE = "remote"
    NOT_SAID = "not_said"

    @property
    def label(self) -> str:
        return _WORDS[self]


_WORDS = {
    Setting.RECOVERY_CENTER: "Drop-in or recovery center",
    Setting.CLINIC: "Clinic or health center",
    Setting.MENTAL_HEALTH: "Mental health center",
    Setting.TREATMENT_CENTER: "Treatment center",
    Setting.HOSPITAL: "Hospital or emergency room",
    Setting.CRISIS: "Crisis team or crisis house",
    Setting.RECOVERY_HOME: "Recovery home",
    Setting.SHELTER: "Shelter",
    Setting.JAIL: "Jail or prison",
    Setting.COURT: "Court, probation or parole",
    Setting.SCHOOL: "School or college",
    Setting.FAITH: "Church or house of faith",
    Setting.TRIBAL: "Tribal health",
    Setting.VETERANS: "Veterans’ health",
    Setting.CHILD_WELFARE: "Child and family services",
    Setting.COMMUNITY: "Library, hall, park",
    Setting.REMOTE: "By phone or online",
    Setting.NOT_SAID: "Not said",
}
