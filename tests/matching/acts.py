"""What the people of these tests do, in one line each."""

from __future__ import annotations

from datetime import timedelta

from cairn.identity.models import SupervisionAgreement
from cairn.kernel.actors import Actor, EngagementId, PersonId, Role
from cairn.kernel.instants import Instant
from cairn.matching.commands.choices import choose_peer
from cairn.matching.commands.conflicts import answer_conflict, say_to_disclosure
from cairn.matching.commands.known_people import KnownPersonDraft, note_known_person
from cairn.matching.commands.offers import write_offer
from cairn.matching.commands.wishes import write_wishes
from cairn.matching.domain.conflicts import Known
from cairn.matching.domain.suggestions import Offer
from cairn.matching.domain.ties import Tie
from cairn.matching.domain.wishes import rows_sent, wishes_in
from cairn.matching.models import Choice, ConflictAnswer
from cairn.platform.ids import new_id
from cairn.privacy.scope import scope_of, scope_of_installation
from cairn.support import policy
from cairn.support.models import Client
from tests.people import LONG_AGO, NOW, ZONE


def later(minutes: int) -> Instant:
    return Instant(NOW + timedelta(minutes=minutes))


def themselves(cast, monkeypatch, client=None) -> Actor:
    """The person as the actor of their own pages: here their sign-in has the id of the client."""
    found = lambda actor: Client.objects.filter(id=actor.person_id).values("id")  # noqa: E731 - one line, as in the room
    monkeypatch.setattr(policy.THEMSELVES, "_answer", found)
    who = client or cast.gil
    ids = PersonId(who.id), EngagementId(new_id()), cast.ana.organization_id
    return Actor(*ids, Role.CLIENT, who.name, ZONE, "us-mt")


def offer(actor, **said):
    with scope_of(actor):
        write_offer(actor=actor, offer=Offer(**said), now=NOW)


def choose(actor, client, peer, minutes=1, **more):
    choice_id = more.pop("choice_id", None) or new_id()
    with scope_of(actor):
        return choose_peer(
            actor=actor,
            choice_id=choice_id,
            client_id=client.id,
            peer_id=peer.engagement_id,
            now=later(minutes),
            **more,
        )


def answer(actor, client, *ties, minutes=2, words="", answer_id=None):
    known = [one if isinstance(one, Known) else Known(Tie(one)) for one in ties]
    with scope_of(actor):
        return answer_conflict(
            actor=actor,
            answer_id=answer_id or new_id(),
            client_id=client.id,
            ties=known,
            words=words,
            now=later(minutes),
        )


def say(actor, verdict, conditions="", minutes=3, answer_id=None, word_id=None):
    answer_id = answer_id or newest_answer().id
    with scope_of(actor):
        return say_to_disclosure(
            actor=actor,
            word_id=word_id or new_id(),
            conflict_answer_id=answer_id,
            verdict=verdict,
            conditions=conditions,
            now=later(minutes),
        )


def note(actor, given, family, tie=Tie.KIN, **more):
    with scope_of(actor):
        draft = KnownPersonDraft(more.pop("id", None) or new_id(), given, family, tie, **more)
        return note_known_person(actor=actor, draft=draft, now=NOW)


def newest_answer():
    with scope_of_installation():
        return ConflictAnswer.objects.order_by("-answered_at", "-id").first()


def stored(choice_id):
    with scope_of_installation():
        return Choice.objects.get(id=choice_id)


def wish(actor, client, *, words="", seen=0, wishes_id=None, **sent):
    with scope_of(actor):
        return write_wishes(
            actor=actor,
            wishes_id=wishes_id or new_id(),
            client_id=client.id,
            wishes=wishes_in(rows_sent(sent)),
            words=words,
            seen=seen,
            now=NOW,
        )


def supervise(cast):
    """Ben supervises Cleo too."""
    with scope_of_installation():
        SupervisionAgreement.objects.create(
            organization_id=cast.organization.id,
            peer_id=cast.cleo.engagement_id,
            supervisor_id=cast.ben.engagement_id,
            kind="regular",
            starts_on=LONG_AGO,
            peer_signed_at=NOW,
            supervisor_signed_at=NOW,
        )
