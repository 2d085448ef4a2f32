"""The demo's story on the test database, told once a test, with a browser for each of its people."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client as Browser

from cairn.front.demo import story
from cairn.identity.models import Engagement
from cairn.privacy.scope import scope_of_installation
from tests.browsers import set_clock
from tests.people import TODAY


@pytest.fixture
def enter(db: None, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Browser]:
    """Tell the story; entering needs only a first name."""
    set_clock(monkeypatch)
    story.tell(seed=7, today=TODAY)

    def wear(first_name: str) -> Browser:
        with scope_of_installation():
            row = Engagement.objects.select_related("person__account").get(name__startswith=f"{first_name} ")
        browser = Browser()
        browser.force_login(row.person.account, backend="allauth.account.auth_backends.AuthenticationBackend")
        session = browser.session
        session["engagement_id"] = str(row.id)
        session["demo_entry"] = True
        session.save()
        return browser

    return wear
