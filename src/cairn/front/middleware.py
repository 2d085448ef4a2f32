"""Around every page: the hat being worn, the ledger row of what was looked at, and errors that say nothing they should not."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from typing import Any
from uuid import UUID

from csp.constants import HEADER
from csp.utils import build_policy
from django.conf import settings
from django.db import DatabaseError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.utils.functional import SimpleLazyObject
from django.utils.html import format_html

from cairn.front.navigation import places_for
from cairn.front.pages.numbers import numbers_without_signal
from cairn.front.web import errors
from cairn.identity.queries.hats import Worn, wear
from cairn.identity.web import gate
from cairn.kernel.errors import CairnError
from cairn.kernel.instants import Instant
from cairn.platform import clock
from cairn.portal.web.at_work import mark_browser
from cairn.portal.web.visits import LANGUAGE
from cairn.privacy import ledger
from cairn.privacy.policy import may
from cairn.privacy.scope import scope_of
from cairn.program.policy import SEE_POLICIES

log = logging.getLogger("cairn.request")
View = Callable[[HttpRequest], HttpResponse]


class plain_errors:
    """Errors raised on purpose become pages; others become a page without a word of what was being handled."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, CairnError):
            return errors.for_cairn_error(request, exception)
        if isinstance(exception, DatabaseError):
            log.error("database: %s", type(exception).__name__)
            return errors.unavailable(request)
        if isinstance(exception, Http404):
            return errors.not_found(request)
        log.error("unforeseen: %s", _place_of(exception))
        return None


def _place_of(exception: Exception) -> str:
    """The kind of error and the line that raised it; never its message, which may hold what was being handled."""
    place = exception.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else "?"
    return f"{type(exception).__name__} at {where}"


def content_policy(get_response: View) -> View:
    """Say on every answer where its parts may come from. The words are made once: a page that needs others says them itself."""
    policy = build_policy()

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.setdefault(HEADER, policy)
        return response

    return handle


def acting_hat(get_response: View) -> View:
    """Set `request.actor`, open their organization, and write down what the request looked at before the answer leaves."""

    def handle(request: HttpRequest) -> HttpResponse:
        request.actor = None  # type: ignore[attr-defined]
        now = clock.now()
        if request.user.is_authenticated:
            language = request.session.get(LANGUAGE, "")
            gate.end_if_too_long(request, now)
            if language and LANGUAGE not in request.session:
                request.session[LANGUAGE] = (
                    language  # signed out just now; the page that says so stays in their language
                )
        if request.user.is_authenticated and gate.must_set_up(request):
            if gate.is_help(request):
                return get_response(request)  # the numbers, as to somebody who is not signed in: nothing of theirs
            return errors.second_step_first(request)
        worn = _worn(request, now)
        if worn is None:
            return get_response(request)
        request.worn = worn  # type: ignore[attr-defined]
        request.actor = worn.actor  # type: ignore[attr-defined]
        with scope_of(worn.actor), ledger.gathering_looks() as looks:
            response = get_response(request)
            if looks.acts:
                try:
                    with transaction.atomic():
                        ledger.write(looks, actor=worn.actor, now=clock.now())
                except DatabaseError:  # it may not be shown if it cannot be written down
                    log.error("ledger: a look could not be written")
                    return errors.unavailable(request)
            mark_browser(request, response, worn.actor)
            return response

    return handle


def _worn(request: HttpRequest, now: Instant) -> Worn | None:
    engagement = request.session.get("engagement_id") if request.user.is_authenticated else None
    if engagement is None:
        return None
    session_digest = hashlib.sha256((request.session.session_key or "").encode()).hexdigest()[:16]
    return wear(request.user.person_id, UUID(engagement), now, session_digest)  # type: ignore[union-attr]


def page_context(request: HttpRequest) -> dict[str, Any]:
    """What every template may use."""
    worn = getattr(request, "worn", None)
    return {
        "actor": worn.actor if worn else None,
        "organization_name": worn.organization_name if worn else "",
        "client_noun": worn.client_noun if worn else "client",
        "nav": places_for(worn.actor, request.path) if worn else [],
        "reads_policies": worn is not None and may(worn.actor, SEE_POLICIES),
        "help_numbers": numbers_without_signal(request, worn.actor) if worn else None,
        **_form_token(request),
        "demo": settings.CAIRN_DEMO,
        "idle_minutes": settings.CAIRN_IDLE_MINUTES,
        "signed_in": request.user.is_authenticated if hasattr(request, "user") else False,
    }


def _form_token(request: HttpRequest) -> dict[str, Any]:
    """One mask of the token for all forms of a page; Django would make one for each. None for a page without a form."""
    token = SimpleLazyObject(lambda: get_token(request))
    field = SimpleLazyObject(lambda: format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', token))
    return {"csrf_token": token, "csrf_input": field}
