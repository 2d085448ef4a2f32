"""The package on paper."""

from __future__ import annotations

import json

from django.http import HttpResponse

from cairn.kernel.instants import Instant
from cairn.platform.documents import typeset
from cairn.platform.downloads import download


def package_pdf(text: str, now: Instant) -> HttpResponse:
    """The PDF of a package's text: the same words and no more. The file's name names nobody."""
    content = json.loads(text)
    data = {
        "title": "Record to take along",
        "sender": content["from"],
        "facts": [
            ["About", content["about"]],
            ["From", content["from"]],
            ["To", content["to"]],
            ["For", content["for"]],
            ["Made on", content["made_on"]],
            ["Consent", content["consent"]],
        ],
        "notice": content["notice"]["text"],
        "notice_source": content["notice"]["source"],
        "parts": [{"title": part["title"], "lines": part["lines"]} for part in content["parts"]],
    }
    made = typeset("departures", "package", data, now=now)
    return download("record.pdf", made)
