"""The steps of an application as data: what is asked, why, and which answers are sealed.

An answer is kept as a text, so that a half-written one can be saved and resumed. `answers` turns them into facts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from cairn.board.domain.registered import KINDS
from cairn.credentials.domain.applications import Certificate, Trail

STAYS = 3  # asked for on the form
CONVICTIONS = 2


class Kind(StrEnum):
    """How a question is asked and what its answer may look like."""

    TEXT = "text"
    LONG = "long"
    DATE = "date"
    MOMENT = "moment"  # a local day and time, "2024-06-01T10:00"
    HOURS = "hours"
    DOLLARS = "dollars"
    YES = "yes"  # one box: said, or not said
    YES_OR_NO = "yes_or_no"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `trails`, `certificates`: asked on these ways, for these certificates only. `is_needed`: without it the application
    cannot be sent."""

    name: str
    label: str
    kind: Kind = Kind.TEXT
    hint: str = ""
    is_needed: bool = False
    trails: tuple[Trail, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    group: str = ""  # what is seldom needed is folded under this title

    def is_asked(self, answers: Mapping[str, str]) -> bool:
        """Whether it is a question for who answered so. Before a certificate is named, it is that of the own road."""
        certificate = answers.get("kind") or Certificate.BEHAVIORAL_HEALTH_PEER
        on_this_way = not self.trails or answers.get("trail", "") in self.trails
        return on_this_way and (not self.certificates or certificate in self.certificates)


@dataclass(frozen=True, slots=True)
class Step:
    """One page of the application. A sealed step is kept encrypted and read by nobody but the person who wrote it."""

    code: str
    title: str
    why: str
    questions: tuple[Question, ...]
    is_sealed: bool = False

    def asked(self, answers: Mapping[str, str]) -> tuple[Question, ...]:
        """The questions for somebody who answered so; none of them: the step is passed over."""
        return tuple(question for question in self.questions if question.is_asked(answers))


TRAILS = (
    (Trail.EMPLOYMENT.value, "I work in peer support, or have an offer"),
    (Trail.SELF_PAY.value, "I pay for the training myself"),
    (Trail.OTHER_STATE.value, "I hold a license of another state"),
    (Trail.VOLUNTEER.value, "I train and volunteer first"),
)
WITH_OFFER = (Trail.EMPLOYMENT, Trail.OTHER_STATE)
OWN_ROAD, FAMILY = (Certificate.BEHAVIORAL_HEALTH_PEER,), (Certificate.FAMILY_PEER,)
DRIVING = "Impaired driving or drug possession"
STAY_KINDS = (("inpatient", "Hospital or treatment center"), ("incarceration", "Jail or prison"))

WHO = Step(
    "who",
    "Who you are",
    "The certificate carries this name, and letters go to this address.",
    (
        Question("legal_name", "Legal name", is_needed=True),
        Question("birth_on", "Day of birth", Kind.DATE, is_needed=True),
        Question("mailing", "Mailing address", Kind.LONG, is_needed=True),
        Question("phone", "Phone"),
    ),
)
WAY = Step(
    "way",
    "Your way here",
    "All four ways lead through the same class and exam; each asks for something else before it.",
    (
        Question("kind", "Which certificate?", Kind.CHOICE, is_needed=True, choices=tuple(KINDS.items())),
        Question("trail", "Which way did you take?", Kind.CHOICE, is_needed=True, choices=TRAILS),
    ),
)
PROOF = Step(
    "proof",
    "What your way asks for",
    "The desk compares this with the papers that you add.",
    (
        Question("employer", "Employer", trails=WITH_OFFER),
        Question("offer_starts_on", "First day of work", Kind.DATE, trails=WITH_OFFER),
        Question("offer_wage", "Hourly wage in dollars", Kind.DOLLARS, trails=WITH_OFFER),
        Question("offer_in_scope", "The letter lists duties within scope and ethics.", Kind.YES, trails=WITH_OFFER),
        Question("other_state", "State that licensed you", trails=(Trail.OTHER_STATE,)),
        Question("other_state_number", "Number of that license", trails=(Trail.OTHER_STATE,)),
        Question("volunteer_hours", "Hours volunteered", Kind.HOURS, trails=(Trail.VOLUNTEER,)),
        Question("extra_training_hours", "Hours of further training", Kind.HOURS, trails=(Trail.VOLUNTEER,)),
    ),
)
TRAINING = Step(
    "training",
    "Class and exam",
    "The training body sends the certificate to the board directly. A badge's number lets the desk look it up.",
    (
        Question("training_body", "Who gave the class", is_needed=True),
        Question("class_ended_on", "Last day of class", Kind.DATE, is_needed=True),
        Question("training_hours", "Hours on the certificate", Kind.HOURS, is_needed=True),
        Question("exam_passed", "I passed the exam of this class.", Kind.YES),
        Question(
            "badge_number",
            "Number of your digital badge",
            hint="Printed under its code. The desk looks it up.",
        ),
    ),
)
SUPERVISION = Step(
    "supervision",
    "Supervision",
    "Nobody practices without it: a written agreement that both have signed, with a supervisor who is qualified today.",
    (
        Question("supervisor_name", "Your supervisor", is_needed=True),
        Question("supervisor_license", "Their license and its number", is_needed=True),
        Question("signed_by_candidate_on", "Day on which you signed", Kind.DATE),
        Question("signed_by_supervisor_on", "Day on which they signed", Kind.DATE),
    ),
)
RECOVERY = Step(
    "recovery",
    "Your own word",
    "Only you can say this. It is sealed: the desk learns whether the rule is met, and reads none of it. "
    "These questions can be hard. You can stop here and come back another day.",
    (
        Question(
            "attests_diagnosis",
            "A professional has told me that I have a behavioral health disorder.",
            Kind.YES,
            certificates=OWN_ROAD,
        ),
        Question("attests_treatment", "I have received treatment for it.", Kind.YES, certificates=OWN_ROAD),
        Question("attests_recovery", "I am in recovery.", Kind.YES, certificates=OWN_ROAD),
        Question(
            "attests_no_symptoms",
            "I have no symptoms of dependency; craving aside.",
            Kind.YES,
            certificates=OWN_ROAD,
        ),
        Question("recovery_since", "In recovery since", Kind.DATE, is_needed=True, certificates=OWN_ROAD),
        Question(
            "cares_for_child",
            "I am the parent, guardian or caregiver of a child with significant needs.",
            Kind.YES,
            hint="Physical, developmental or behavioral. The rule names the age under which a child counts.",
            certificates=FAMILY,
        ),
    ),
    is_sealed=True,
)
STAYS_AND_DRIVING = Step(
    "stays",
    "Stays and driving",
    "The rule looks back from the day you apply. This is sealed too. Leave empty what does not apply.",
    (
        *(
            question
            for n in range(1, STAYS + 1)
            for question in (
                Question(
                    f"stay_{n}_kind",
                    f"Stay {n}: where",
                    Kind.CHOICE,
                    choices=STAY_KINDS,
                    group=f"Stay {n}",
                    certificates=OWN_ROAD,
                ),
                Question(
                    f"stay_{n}_other",
                    f"Stay {n} had another reason than behavioral health.",
                    Kind.YES,
                    group=f"Stay {n}",
                    certificates=OWN_ROAD,
                ),
                Question(f"stay_{n}_started", f"Stay {n}: from", Kind.MOMENT, group=f"Stay {n}", certificates=OWN_ROAD),
                Question(
                    f"stay_{n}_ended",
                    f"Stay {n}: to",
                    Kind.MOMENT,
                    hint="Leave empty if it goes on.",
                    group=f"Stay {n}",
                    certificates=OWN_ROAD,
                ),
            )
        ),
        *(
            Question(
                f"driving_{n}_on", f"Conviction {n} for impaired driving or drug possession", Kind.DATE, group=DRIVING
            )
            for n in range(1, CONVICTIONS + 1)
        ),
    ),
    is_sealed=True,
)
RECORD = Step(
    "record",
    "Other convictions",
    "A conviction is no bar by itself. The board weighs it, together with what shows rehabilitation. The desk reads this page.",
    (
        Question("has_convictions", "Have you been convicted of anything else?", Kind.YES_OR_NO, is_needed=True),
        Question(
            "rehabilitation",
            "What was it, and what has changed since?",
            Kind.LONG,
            hint="In your own words. Letters can be added as documents.",
        ),
    ),
)
STEPS = (WHO, WAY, PROOF, TRAINING, SUPERVISION, RECOVERY, STAYS_AND_DRIVING, RECORD)
BY_CODE = {step.code: step for step in STEPS}
SEALED = frozenset(question.name for step in STEPS if step.is_sealed for question in step.questions)
