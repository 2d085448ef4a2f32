"""What a certificate can ask for, in the order in which people meet it: the list by which two places are compared.

Only names of rules and words stand here; every value is a pack's. `keys` are the names under which packs keep one requirement; a `/`
divides key and context. Requirements with a `*` have one line for each context that either place has.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Sense(StrEnum):
    """When one place asks for more than another."""

    MORE = "more"  # the larger value is the stricter one
    LESS = "less"  # the smaller value is: a longest stay, a number of attempts
    SAME = "same"  # a text or a yes: the same or not
    TOLD = "told"  # shown side by side; nobody lacks anything


@dataclass(frozen=True, slots=True)
class Requirement:
    group: str
    title: str
    keys: tuple[str, ...]
    sense: Sense = Sense.MORE


APPLY, TRAIN, PRACTICE, KEEP, COST = (
    "To apply",
    "Training and exam",
    "Practice before the certificate",
    "Keeping it",
    "Cost",
)

REQUIREMENTS = (
    Requirement(APPLY, "Least age", ("applicant.age_min",)),
    Requirement(APPLY, "Schooling", ("applicant.education", "education.minimum"), Sense.SAME),
    Requirement(APPLY, "Time in recovery", ("recovery.window",)),
    Requirement(APPLY, "Longest inpatient stay in that time", ("recovery.max_inpatient",), Sense.LESS),
    Requirement(APPLY, "Incarceration in that time, at most", ("recovery.max_incarceration",), Sense.LESS),
    Requirement(APPLY, "References", ("applicant.references",)),
    Requirement(APPLY, "Work before", ("applicant.work",)),
    Requirement(APPLY, "College credits, instead of work", ("applicant.credits",), Sense.TOLD),
    Requirement(APPLY, "Living or working there, share of time", ("residence.share_min",)),
    Requirement(APPLY, "Background check, how old at most", ("app.fingerprint_validity",), Sense.LESS),
    Requirement(APPLY, "Recognizes other states' certificates", ("reciprocity",), Sense.TOLD),
    Requirement(TRAIN, "Training", ("training.hours",)),
    Requirement(TRAIN, "Training, {}", ("training.hours/*",)),
    Requirement(TRAIN, "Further training", ("training.extra_hours",)),
    Requirement(TRAIN, "Training in {}", ("training.minimum/*",)),
    Requirement(TRAIN, "Of the training, online", ("training.online_hours",), Sense.TOLD),
    Requirement(TRAIN, "Training, how old at most", ("training.max_age",), Sense.LESS),
    Requirement(TRAIN, "Experience instead of training", ("training.or_experience",), Sense.TOLD),
    Requirement(TRAIN, "Subjects of the training", ("training.competencies",), Sense.TOLD),
    Requirement(TRAIN, "Exam", ("exam.required",), Sense.SAME),
    Requirement(TRAIN, "Exam, pass mark", ("exam.pass_mark", "ps101.pass_mark")),
    Requirement(TRAIN, "Exam, parts", ("exam.parts",), Sense.SAME),
    Requirement(TRAIN, "Exam, items", ("exam.items",), Sense.TOLD),
    Requirement(TRAIN, "Exam, length", ("exam.minutes",), Sense.TOLD),
    Requirement(TRAIN, "Exam, attempts", ("exam.attempts_max", "ps101.exam_attempts_per_class"), Sense.TOLD),
    Requirement(PRACTICE, "Hours of practice", ("experience.hours",)),
    Requirement(PRACTICE, "Months of full-time practice", ("experience.months",)),
    Requirement(PRACTICE, "Hours of supervision", ("supervision.hours",)),
    Requirement(PRACTICE, "First certificate holds for", ("license.first_term", "license.trainee_term"), Sense.TOLD),
    Requirement(KEEP, "Renewal every", ("renewal.every", "cert.recertify_every"), Sense.TOLD),
    Requirement(KEEP, "Continuing education, by the year", ("ce.annual", "ce.period_hours")),
    Requirement(KEEP, "Continuing education in {}, each period", ("ce.minimum/*",)),
    Requirement(KEEP, "Suicide prevention, by the year", ("ce.suicide_prevention", "ce.topic/suicide_prevention")),
    Requirement(KEEP, "Papers are kept for", ("ce.document_retention",)),
    Requirement(KEEP, "Supervision of work, share of hours", ("supervision.ratio",)),
    Requirement(COST, "Application", ("fee.application",), Sense.TOLD),
    Requirement(COST, "Background check", ("fee.fingerprint",), Sense.TOLD),
    Requirement(COST, "Exam", ("fee.exam",), Sense.TOLD),
    Requirement(COST, "Exam again", ("fee.retake",), Sense.TOLD),
    Requirement(COST, "Renewal", ("fee.renewal",), Sense.TOLD),
)  # fmt: skip
