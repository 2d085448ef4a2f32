"""What programs of strangers fetch to check a badge: who issued it, with which keys, and what was revoked. Open to anybody."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cairn.badges.queries.issuers import get_profile, get_public_key, get_status_list, list_public_keys
from cairn.platform import clock
from cairn.platform.pages import public


@public
@require_safe
def get_issuer(request: HttpRequest, issuer_id: UUID) -> HttpResponse:
    return _open(JsonResponse(get_profile(issuer_id)))


@public
@require_safe
def list_public_keys_page(request: HttpRequest, issuer_id: UUID) -> HttpResponse:
    return _open(JsonResponse(list_public_keys(issuer_id), content_type="application/jwk-set+json"))


@public
@require_safe
def get_public_key_page(request: HttpRequest, issuer_id: UUID, thumbprint: str) -> HttpResponse:
    return _open(JsonResponse(get_public_key(issuer_id, thumbprint), content_type="application/jwk+json"))


@public
@never_cache
@require_safe
def get_status_list_page(request: HttpRequest, issuer_id: UUID, number: int) -> HttpResponse:
    """Never kept: a revocation counts from the next fetch."""
    token = get_status_list(issuer_id, number, clock.now())
    return _open(HttpResponse(token, content_type="application/vc+jwt"))


def _open(answer: HttpResponse) -> HttpResponse:
    """A verifier in somebody's browser may read it too; nothing in it is about a person."""
    answer["Access-Control-Allow-Origin"] = "*"
    answer["X-Robots-Tag"] = "noindex"
    return answer
