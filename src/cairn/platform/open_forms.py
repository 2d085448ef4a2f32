"""Forms that anybody may send, in a browser that keeps no cookie: the form itself shows that this house gave it out, and when.

Django's own check needs a cookie. Here the form carries a signed moment, bound to the one thing that it may make: sent twice it is the same
thing, and it fits no other form. Whoever can open the page can have such a form, as with any page without an account; so beside it the
browser's own word is heard on which page sent it, and a form that another site sends is refused.
"""

from __future__ import annotations

import hashlib
import hmac
from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest

from cairn.kernel.instants import Instant

LONGEST = 12  # digits of a moment in seconds, with room for a very long time


def seal_form(what: str, now: Instant) -> str:
    """A moment and its seal, for a hidden field. `what` says for which one thing the form is good."""
    moment = str(int(now.timestamp()))
    return f"{moment}.{_seal(what, moment)}"


def read_form(text: str, what: str) -> Instant | None:
    """When the form was given out; None where this house gave out none such."""
    moment, _, seal = text.partition(".")
    if not (moment.isascii() and moment.isdigit() and len(moment) <= LONGEST):
        return None
    if not hmac.compare_digest(seal.encode(), _seal(what, moment).encode()):
        return None
    return Instant(datetime.fromtimestamp(int(moment), UTC))


def is_from_here(request: HttpRequest) -> bool:
    """Whether the browser says that a page of this house sent the form, or says nothing. Browsers of today say it of every form."""
    site = request.headers.get("Sec-Fetch-Site", "")
    if site:
        return site in ("same-origin", "none")
    sender = request.headers.get("Origin", "") or request.headers.get("Referer", "")
    return not sender or urlsplit(sender)[:2] == (request.scheme, request.get_host())


def _seal(what: str, moment: str) -> str:
    return hmac.new(settings.CAIRN_FORM_KEY, f"open form:{moment}:{what}".encode(), hashlib.sha256).hexdigest()[:40]
