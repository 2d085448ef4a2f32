"""Writing down what matters to a person in a peer supporter: by themselves, or by somebody while they speak."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import IntegrityError, transaction

from cairn.kernel.actors import Actor, Role
from cairn.kernel.errors import BadInput, Conflict
from cairn.kernel.instants import Instant, local_date
from cairn.matching import policy
from cairn.matching.domain.facets import GENDER_WORDS, LIVED_WORDS, Facet
from cairn.matching.domain.suggestions import Wish, wishes_as_kept
from cairn.matching.models import Wishes
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.once import create_once
from cairn.privacy.policy import visible
from cairn.privacy.subjects import require_client

WORDS_LENGTH, VALUE_LENGTH, MOST = 1000, 80, 20
CHANGED = (
    "The wishes were written down anew somewhere else meanwhile. What you typed is below; look at both, then save."
)


@command(permission=policy.WRITE_WISHES)
def write_wishes(
    *, actor: Actor, wishes_id: UUID, client_id: UUID, wishes: Iterable[Wish], words: str, seen: int, now: Instant
) -> UUID:
    """What matters from now on; none is a good answer. `seen` is the number that was read (0: none).

    Raises NotFound, BadInput, Conflict (written anew since, or the same id with other content).
    """
    on = local_date(now, actor.zone)
    require_client(actor, policy.WRITE_WISHES, client_id, on)
    wanted, text = tuple(wishes), words.strip()
    _check(wanted, text)
    rows = visible(Wishes, actor, policy.WRITE_WISHES, on).filter(client_id=client_id)
    newest = rows.exclude(id=wishes_id).order_by("-number").values_list("number", flat=True).first() or 0
    if newest != seen:
        raise Conflict(CHANGED)
    content = {"client_id": client_id, "number": seen + 1, "wishes": wishes_as_kept(wanted), "words": text}
    more = {"by_client": actor.role is Role.CLIENT, "written_at": now, "written_by_id": actor.engagement_id}
    try:
        with transaction.atomic():
            is_new = create_once(Wishes, actor, wishes_id, content, **more)
    except IntegrityError:
        raise Conflict(CHANGED) from None
    if is_new:
        ledger.record("matching.wishes.written", client=client_id, wishes=wishes_id)
    return wishes_id


VALUES = {Facet.GENDER: GENDER_WORDS, Facet.LIVED: LIVED_WORDS}
ASK = {
    Facet.GENDER: "Choose which, or say that it does not matter.",
    Facet.LANGUAGE: "Write which language, or say that it does not matter.",
    Facet.CULTURE: "Write which, or say that it does not matter.",
    Facet.LIVED: "Choose at least one, or say that it does not matter.",
}


def _check(wanted: tuple[Wish, ...], words: str) -> None:
    problems: dict[str, str] = {}
    if len(words) > WORDS_LENGTH:
        problems["words"] = f"Use at most {WORDS_LENGTH} characters; now it is {len(words)}."
    for wish in wanted:
        field = wish.facet.value
        if wish.facet in ASK and not wish.value:
            problems[field] = ASK[wish.facet]
        elif wish.facet in VALUES and wish.value not in VALUES[wish.facet]:
            problems[field] = "Choose from the list, or say that it does not matter."
        elif len(wish.value) > VALUE_LENGTH:
            problems[field] = f"Use at most {VALUE_LENGTH} characters for each; now it is {len(wish.value)}."
    if len(wanted) > MOST:
        problems["words"] = f"Name at most {MOST} things; the rest fits into your own words."
    if problems:
        raise BadInput(problems)
