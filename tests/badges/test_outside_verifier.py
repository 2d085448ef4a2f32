"""Somebody else's verifier accepts our badges, refuses any that was touched, and learns of a revocation by itself.

`openbadgeslib` is an independent implementation of Open Badges 3.0, VC-JWT and Bitstring Status List; it reads ES256 as it is.
It counts by the machine's clock, so these badges are issued now.
"""

from __future__ import annotations

import base64
import json
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.test import Client as Browser
from openbadgeslib.ob3 import OB3VerificationError, OB3Verifier

from cairn.badges.commands.badges import revoke_badge
from cairn.badges.commands.signing_keys import change_signing_key
from cairn.kernel.instants import local_date
from cairn.platform import clock
from cairn.privacy.scope import scope_of
from tests.badges.badges import issue, stored
from tests.people import ZONE

pytestmark = pytest.mark.django_db


@pytest.fixture
def now(monkeypatch):
    at = clock.now()
    monkeypatch.setattr("cairn.platform.clock.now", lambda: at)
    return at


@pytest.fixture
def badge_id(cast, now):
    on = local_date(now, ZONE)
    return issue(cast.kay, issued_on=on, expires_on=on + timedelta(days=365), now=now)


def fetch(address: str) -> bytes:
    """What a stranger gets at a published address."""
    answer = Browser().get(urlsplit(address).path)
    assert answer.status_code == 200, address
    return answer.content


def part(token: str, place: int) -> dict:
    text = token.split(".")[place]
    return json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))


def number(jwk: dict, name: str) -> int:
    return int.from_bytes(base64.urlsafe_b64decode(jwk[name] + "=="), "big")


def published_key(token: str) -> ec.EllipticCurvePublicKey:
    """The key to which the badge's own header leads."""
    jwk = json.loads(fetch(part(token, 0)["kid"]))
    return ec.EllipticCurvePublicNumbers(number(jwk, "x"), number(jwk, "y"), ec.SECP256R1()).public_key()


def verifier(token: str) -> OB3Verifier:
    return OB3Verifier(published_key(token).public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))


def test_an_outside_verifier_accepts_our_badge_and_its_status(badge_id):
    token = stored(badge_id).token
    read = verifier(token).verify(token, check_status=True, download=fetch)
    assert (read.name, read.issuer.name) == ("Peer Support 101", "High Divide")
    assert [one.value for one in read.results] == ["40", "PS101, May 2026"]
    assert read.identifiers[0].hashed
    assert "Ivo" not in base64.urlsafe_b64decode(token.split(".")[1] + "==").decode()


def test_it_refuses_one_changed_letter_wherever_it_stands(badge_id):
    token = stored(badge_id).token
    check = verifier(token)
    for place in range(0, len(token) - 1, len(token) // 40):  # the last letter holds bits that no verifier reads
        if token[place] == ".":
            continue
        other = "A" if token[place] != "A" else "B"
        with pytest.raises(OB3VerificationError):
            check.verify(token[:place] + other + token[place + 1 :])


def test_it_refuses_another_name_of_the_course_under_the_old_signature(badge_id):
    head, payload, signature = stored(badge_id).token.split(".")
    changed = base64.urlsafe_b64decode(payload + "==").replace(b"Peer Support 101", b"Peer Support 999")
    token = f"{head}.{base64.urlsafe_b64encode(changed).decode().rstrip('=')}.{signature}"
    with pytest.raises(OB3VerificationError, match="signature"):
        verifier(token).verify(token)


def test_it_learns_of_a_revocation_from_the_status_list(cast, badge_id, now):
    other = issue(cast.kay, issued_on=local_date(now, ZONE), now=now)
    with scope_of(cast.kay):
        revoke_badge(actor=cast.kay, badge_id=badge_id, reason="mistake", now=now)
    token, standing = stored(badge_id).token, stored(other).token
    with pytest.raises(OB3VerificationError, match="revocation"):
        verifier(token).verify(token, check_status=True, download=fetch)
    verifier(standing).verify(standing, check_status=True, download=fetch)


def test_nothing_but_bare_mathematics_is_needed(badge_id):
    head, payload, signature = (token := stored(badge_id).token).split(".")
    raw = base64.urlsafe_b64decode(signature + "==")
    der = encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    key = published_key(token)
    key.verify(der, f"{head}.{payload}".encode(), ec.ECDSA(SHA256()))
    with pytest.raises(InvalidSignature):
        key.verify(der, f"{head}.{payload[:-1]}".encode(), ec.ECDSA(SHA256()))


def test_the_header_and_claims_are_those_of_the_standard(badge_id):
    token = stored(badge_id).token
    head, claims = part(token, 0), part(token, 1)
    assert head.keys() == {"alg", "kid", "typ"}
    assert (head["alg"], head["typ"]) == ("ES256", "JWT")
    assert claims["iss"] == claims["issuer"]["id"]
    assert claims["sub"] == claims["credentialSubject"]["id"]
    assert claims["jti"] == claims["id"]
    for claim, words in (("nbf", "validFrom"), ("exp", "validUntil")):
        assert datetime.fromisoformat(claims[words]).timestamp() == claims[claim]
    assert fetch(claims["id"])  # the credential's own address is its page


def test_profile_and_key_set_lead_to_the_same_keys(cast, badge_id, now):
    token = stored(badge_id).token
    profile = json.loads(fetch(part(token, 1)["iss"]))
    assert (profile["type"], profile["name"]) == (["Profile"], "High Divide")
    with scope_of(cast.kay):
        change_signing_key(actor=cast.kay, now=now)
    keys = json.loads(fetch(part(token, 0)["kid"].rstrip("/").rpartition("/")[0] + "/"))["keys"]
    assert part(token, 0)["kid"] in [key["kid"] for key in keys]
    assert len(keys) == 2
    assert not any("d" in key for key in keys)
    verifier(token).verify(token)  # signed with the key before


def test_a_status_list_hides_who_is_on_it(cast, badge_id):
    address = part(stored(badge_id).token, 1)["credentialStatus"]["statusListCredential"]
    text = fetch(address).decode()
    assert part(text, 0)["typ"] == "vc+jwt"
    assert str(cast.organization.id) not in text + address
    assert Browser().get(urlsplit(address).path.replace("/1/", "/2/")).status_code == 404
