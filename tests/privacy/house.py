"""One row of every kind that asks for a consent, all of them High Divide's, and the people who sign. Called by `tests/whole_house.py`."""

from __future__ import annotations

from datetime import date

from cairn.kernel.actors import Actor, EngagementId, PersonId, Role
from cairn.platform.ids import new_id
from cairn.privacy.commands.guardians import GuardianDraft, record_guardian
from cairn.privacy.commands.paper_consents import PaperDraft
from cairn.privacy.commands.papers import PaperAnswer, answer_paper, prepare_paper
from cairn.privacy.domain.consents import RecipientClass, Share
from cairn.privacy.domain.guardians import Evidence, Power, Relation
from cairn.privacy.domain.papers import Party, Says
from cairn.privacy.domain.signing import Signer
from cairn.privacy.models import (
    Breach,
    BreachStep,
    ConsentPaper,
    Guardian,
    GuardianPaper,
    PaperSignature,
    RecordRequest,
    SigningGround,
)
from cairn.privacy.queries.papers import get_paper
from cairn.privacy.scope import scope_of_installation
from cairn.support import policy as _  # noqa: F401 - says which clients a reach covers
from cairn.support.models import Client
from tests.people import NOW, TODAY, ZONE, Cast, at

BORN = {"teen": date(2010, 3, 1), "of age today": date(2008, 11, 20), "of age tomorrow": date(2008, 11, 21)}


def fill(cast: Cast) -> None:
    """Make them; text columns hold the canary of `tests/whole_house.py`."""
    from tests.whole_house import CANARY

    own = {"organization_id": cast.organization.id}
    about = {**own, "client_id": cast.gil.id}
    ana = cast.ana.engagement_id
    guardian = Guardian.objects.create(
        name=CANARY, relation="parent", may_sign="sharing", starts_on=TODAY, evidence="told", evidence_words=CANARY,
        seen_on=TODAY, recorded_at=NOW, recorded_by_id=ana, **about,
    )  # fmt: skip
    GuardianPaper.objects.create(
        guardian=guardian,
        evidence="school_or_clinic",
        words=CANARY,
        seen_on=TODAY,
        recorded_at=NOW,
        recorded_by_id=ana,
        **own,
    )
    SigningGround.objects.create(
        ground="married", by_listed_profession=False, because=CANARY, starts_on=TODAY, recorded_at=NOW,
        recorded_by_id=ana, **about,
    )  # fmt: skip
    paper = ConsentPaper.objects.create(
        kind="named_party", parties=[["family", CANARY]], scope="progress", purpose=CANARY, expires_event=CANARY,
        form_version="screen-1", zone=ZONE, prepared_at=NOW, prepared_by_id=ana, state="open", because=CANARY, **about,
    )  # fmt: skip
    PaperSignature.objects.create(
        paper=paper, signer="guardian", guardian=guardian, name=CANARY, says="agrees", digest="6" * 64, way="paper",
        witness=CANARY, signed_at=NOW, taken_by_id=ana, **own,
    )  # fmt: skip
    RecordRequest.objects.create(
        asked="access", way="paper", words=CANARY, asked_on=TODAY, first_due_on=TODAY, due_on=TODAY,
        due_source="45 CFR 164.524(b)(2)", recorded_at=NOW, recorded_by_id=ana, **about,
    )  # fmt: skip
    breach = Breach.objects.create(
        what=CANARY, kinds=CANARY, people=1, most_in_one_state=1, discovered_on=TODAY, recorded_at=NOW,
        recorded_by_id=ana, **own,
    )  # fmt: skip
    BreachStep.objects.create(breach=breach, step="people", on=TODAY, words=CANARY, recorded_at=NOW, by_id=ana, **own)


def born(cast: Cast, when: str) -> Client:
    """Gil, but of this age."""
    with scope_of_installation():
        Client.objects.filter(id=cast.gil.id).update(birth_date=BORN[when])
    cast.gil.birth_date = BORN[when]
    return cast.gil


def as_gil(cast: Cast, monkeypatch) -> Actor:
    """Gil, signed in to his own pages: the room that lets clients in says whose sign-in it is."""
    gil = Client.objects.filter(id=cast.gil.id).values("id")
    monkeypatch.setattr("cairn.support.policy.THEMSELVES._answer", lambda actor: gil)
    return Actor(
        PersonId(new_id()), EngagementId(new_id()), cast.ana.organization_id, Role.CLIENT, "Gil", ZONE, "us-mt"
    )


def question(cast: Cast, **changes) -> PaperDraft:
    content = {
        "id": new_id(),
        "client_id": cast.gil.id,
        "parties": (Party(RecipientClass.FAMILY, "Rosa Marsh"),),
        "scope": frozenset({Share.PROGRESS}),
        "purpose": "So that she can help",
        "expires_on": date(2027, 1, 31),
    }
    return PaperDraft(**{**content, **changes})


def ask(cast: Cast, *, by: str = "ana", **changes) -> PaperDraft:
    """Ana has put the question down."""
    draft = question(cast, **changes)
    prepare_paper(actor=getattr(cast, by), draft=draft, now=at(10))
    return draft


def reply(actor: Actor, draft: PaperDraft, says: Says = Says.AGREES, *, when=NOW, **changes):
    """Somebody answers to the words as they stand; gives the answer that was sent and the paper's state."""
    digest = changes.pop("digest", "") or get_paper(actor, draft.id, when.date()).digest
    answer = PaperAnswer(id=changes.pop("id", new_id()), paper_id=draft.id, says=says, digest=digest, **changes)
    return answer, answer_paper(actor=actor, answer=answer, now=when)


def mother(cast: Cast, **changes):
    """Gil's mother may sign."""
    content = {
        "id": new_id(),
        "client_id": cast.gil.id,
        "name": "Vera Marsh",
        "relation": Relation.PARENT,
        "may_sign": frozenset({Power.SHARING}),
        "starts_on": date(2010, 3, 1),
        "evidence": Evidence.BIRTH_CERTIFICATE,
        "seen_on": date(2026, 11, 1),
    }
    return record_guardian(actor=cast.ana, draft=GuardianDraft(**{**content, **changes}), now=at(9))


MOTHER = {"signer": Signer.GUARDIAN}
