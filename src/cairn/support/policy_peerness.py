"""Who may be asked how two people walk together: the peer supporter, then the supervisor. Nobody for pay, discipline or reports.

No manager, biller, funder or owner holds any of these permissions, and `tests/support/test_peerness_pages.py` fails when one does.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from cairn.identity.policy import supervised_by
from cairn.kernel.actors import Actor, Role
from cairn.privacy.policy import Grant, Reach, declare
from cairn.support import policy, policy_contacts  # noqa: F401 - say what reaches mean for relationships and contacts
from cairn.support.models import SurveyAnswer

ASK, WEIGH = "support.peerness.ask", "support.client_view.weigh"


def _answers_about(actor: Actor, on: date) -> Q:
    return supervised_by(actor, on, peer_column="survey__encounter__peer_id")


declare(
    [
        Grant(ASK, Role.PEER_SUPPORTER, Reach.OWN, "Is asked first, and mostly alone, how the two walk together."),
        Grant(ASK, Role.CLINICAL_SUPERVISOR, Reach.SUPERVISED, "Talks it through once the peer supporter had time."),
        Grant(
            WEIGH,
            Role.CLINICAL_SUPERVISOR,
            Reach.SUPERVISED,
            "A content client keeps a question back; no answer is shown.",
        ),
    ],
    {(SurveyAnswer, Reach.SUPERVISED): _answers_about},
)
