"""Every address of the product, and a page that says the same words to everybody."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path

from cairn.front import urls as product
from cairn.platform.pages import public

WORDS = b"The same words for everybody.\n" * 16
handler404, handler500 = product.handler404, product.handler500


@public
def constant(request: HttpRequest) -> HttpResponse:
    """No session, no database, no template."""
    return HttpResponse(WORDS)


urlpatterns = [path("constant/", constant), *product.urlpatterns]
