"""How mail leaves, read from two settings: CAIRN_MAIL and CAIRN_MAIL_FROM. Without them no mail leaves.

CAIRN_MAIL=smtp://name:password@mail.example.org:587     asks for TLS, and sends nothing without it
CAIRN_MAIL=smtps://name:password@mail.example.org:465    TLS from the first byte
CAIRN_MAIL=smtp+plain://localhost:25                     a relay on this machine
CAIRN_MAIL=folder:/var/spool/cairn-mail                  files, for whatever picks them up
"""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote, urlsplit

BACKENDS = "django.core.mail.backends"
PORTS = {"smtp": 587, "smtps": 465, "smtp+plain": 25}
TIMEOUT = 30  # seconds


def mail_settings(told: str, sender: str) -> dict[str, Any]:
    """Django's settings for it; raises ValueError with a sentence for what cannot be used."""
    if not told:
        return {"EMAIL_BACKEND": f"{BACKENDS}.dummy.EmailBackend"}
    if "@" not in sender or any(sign in sender for sign in "\r\n"):
        raise ValueError("CAIRN_MAIL_FROM must be the address that mail comes from. Choose one that names no program.")
    if told.startswith("folder:"):
        return {
            "EMAIL_BACKEND": f"{BACKENDS}.filebased.EmailBackend",
            "EMAIL_FILE_PATH": told.removeprefix("folder:"),
            "DEFAULT_FROM_EMAIL": sender,
        }
    parts = urlsplit(told)
    if parts.scheme not in PORTS or not parts.hostname:
        raise ValueError(
            "CAIRN_MAIL begins with smtp://, smtps://, smtp+plain:// or folder: and names a server or folder."
        )
    return {
        "EMAIL_BACKEND": f"{BACKENDS}.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": TIMEOUT,
        "DEFAULT_FROM_EMAIL": sender,
    }
