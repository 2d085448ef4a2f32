"""The application to the board as the candidate writes it, step by step, with papers, until it is signed and sent."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.e2e.walkers.candidate import AT_BOARD, Candidate
from tests.e2e.walkers.founding import EMPLOYER, TRAINING

BORN, WELL_SINCE = date(1988, 4, 12), date(2021, 3, 1)


def write(candidate: Candidate, trail: str, badge: str, class_ended_on: date, proof: dict[str, Any]) -> None:
    """Every step of this way; what is left empty is not asked for."""
    today = candidate.ground.today.isoformat()
    answers: dict[str, dict[str, Any]] = {
        "who": {"legal_name": candidate.name, "birth_on": BORN.isoformat(), "mailing": "12 Alder Street\nHelena"},
        "way": {"kind": "behavioral_health_peer", "trail": trail},
        "proof": proof,
        "training": {
            "training_body": TRAINING, "class_ended_on": class_ended_on.isoformat(), "training_hours": "40",
            "exam_passed": True, "badge_number": badge,
        },
        "supervision": {
            "supervisor_name": "Ben Hollis", "supervisor_license": "LCPC-20817", "signed_by_candidate_on": today,
            "signed_by_supervisor_on": today,
        },
        "recovery": {
            **dict.fromkeys(("attests_diagnosis", "attests_treatment", "attests_recovery", "attests_no_symptoms"), True),
            "recovery_since": WELL_SINCE.isoformat(),
        },
        "stays": {},
        "record": {"has_convictions": "no"},
    }  # fmt: skip
    candidate.come_in(AT_BOARD)
    candidate.go("/board/application/")
    candidate.press("/start/")
    for step, said in answers.items():
        if step == "proof" and not said:
            continue  # nothing is asked on this way, so it is passed over
        assert candidate.path.endswith(f"/{step}/"), f"{step} is next, not {candidate.path}"
        candidate.fill(**said)
        candidate.shoot()
        with candidate.page.expect_navigation():
            candidate.page.locator("main form.read button[type=submit]").first.click()
        assert candidate.page.locator("main .error").count() == 0, candidate.said()


def add_papers(candidate: Candidate, papers: dict[str, dict[str, Any]]) -> None:
    """By kind: the file."""
    candidate.go("/board/application/")
    candidate.follow("/papers/")
    for kind, file in papers.items():
        candidate.fill(kind=kind, file=file)
        candidate.send("file")
    assert candidate.page.locator("main a[href*='/remove/']").count() == len(papers)
    candidate.shoot()


def send(candidate: Candidate) -> None:
    """Check the answers, sign, send."""
    candidate.go("/board/application/")
    candidate.follow("/send/")
    candidate.fill(signed_name=candidate.name)
    candidate.send("signed_name")
    candidate.shoot()
    assert candidate.page.locator("main form [name=signed_name]").count() == 0, candidate.said()


def offer(starts_on: date, **more: str) -> dict[str, Any]:
    """What the letter shows."""
    return {
        "employer": EMPLOYER,
        "offer_starts_on": starts_on.isoformat(),
        "offer_wage": "17.50",
        "offer_in_scope": True,
        **more,
    }
