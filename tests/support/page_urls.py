"""The addresses of Cairn, with stand-ins for those that the frame names and that are not built yet."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import NoReverseMatch, path, reverse

from cairn.front.urls import handler404, handler500
from cairn.front.urls import urlpatterns as built

__all__ = ["handler404", "handler500", "urlpatterns"]


def _stand_in(request):
    return HttpResponse("")


def _is_missing(name: str) -> bool:
    try:
        reverse(name, urlconf="cairn.front.urls")
    except NoReverseMatch:
        return True
    return False


NAMED = ("search", "help_now", "who_looked", "rules", "switch_role", "sign_out", "sign_in", "account_login")
urlpatterns = [*built, *(path(f"stand-in/{name}/", _stand_in, name=name) for name in NAMED if _is_missing(name))]
