"""The portal's rows for every test: Gil's own sign-in, a code, own words, a wish. `fill` is called by `tests/whole_house.py`."""

from __future__ import annotations

from typing import Any

from django.test import Client as Browser

from cairn.identity.models import Engagement
from cairn.kernel.actors import Actor, EngagementId, Role
from cairn.portal.models import Access, AccessCode, OwnSign, OwnWords, PeerWish, WayOut
from cairn.privacy.scope import scope_of_installation
from tests import people
from tests.people import NOW, Cast

WORD = "River Stones"  # what a person chose on their own phone


def let_in(cast: Cast, client: Any, name: str, *, language: str = "en") -> Actor:
    """A client with a sign-in of their own; the actor is kept under `name`."""
    elsewhere = client.organization_id == cast.other_organization.id
    where = (cast.other_organization, cast.other_program) if elsewhere else (cast.organization, cast.program)
    with scope_of_installation():
        actor = people.engage(cast, name, Role.CLIENT, *where)
        Engagement.objects.filter(id=actor.engagement_id).update(name="", program=None)
        Access.objects.create(
            organization_id=client.organization_id,
            client=client,
            engagement_id=actor.engagement_id,
            language=language,
            opened_at=NOW,
        )
    return actor


def sign_in(cast: Cast, name: str) -> Browser:
    browser = Browser()
    browser.force_login(cast.accounts[name], backend="allauth.account.auth_backends.AuthenticationBackend")
    session = browser.session
    session["engagement_id"] = str(EngagementId(cast.actors[name].engagement_id))
    session.save()
    return browser


def fill(cast: Cast) -> None:
    """One row of each kind, with the canary of `tests/whole_house.py`."""
    from tests.whole_house import CANARY

    own = {"organization_id": cast.organization.id, "client": cast.gil}
    let_in(cast, cast.gil, "gil-himself")
    AccessCode.objects.create(
        code_digest="9" * 64, made_at=NOW, made_by_id=cast.ana.engagement_id, expires_at=NOW, **own
    )
    OwnSign.objects.create(digest="!", chosen_at=NOW, **own)
    OwnWords.objects.create(about="plan", words=CANARY, written_at=NOW, **own)
    PeerWish.objects.create(made_at=NOW, **own)
    WayOut.objects.create(
        organization_id=cast.organization.id,
        address=f"https://{CANARY}.example/",
        chosen_at=NOW,
        chosen_by_id=cast.faye.engagement_id,
    )
