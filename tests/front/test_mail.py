"""How mail leaves, read from two settings; and the command that sends."""

from __future__ import annotations

import argparse

import pytest

from cairn.front.cli import reminders
from cairn.front.configuration import BadConfiguration, read_configuration
from cairn.front.mail import mail_settings
from cairn.front.upkeep.errors import CannotDo

SENDER = "reminders@mail.example.org"


def test_without_the_settings_no_mail_leaves():
    assert mail_settings("", "")["EMAIL_BACKEND"].endswith("dummy.EmailBackend")


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("smtp://me:p%40ss@mail.example.org", ("mail.example.org", 587, "p@ss", True, False)),
        ("smtps://me:pw@mail.example.org:4650", ("mail.example.org", 4650, "pw", False, True)),
        ("smtp+plain://localhost", ("localhost", 25, "", False, False)),
    ],
)
def test_a_server(told, expected):
    found = mail_settings(told, SENDER)
    names = ("EMAIL_HOST", "EMAIL_PORT", "EMAIL_HOST_PASSWORD", "EMAIL_USE_TLS", "EMAIL_USE_SSL")
    assert tuple(found[name] for name in names) == expected
    assert found["DEFAULT_FROM_EMAIL"] == SENDER


def test_a_folder():
    assert mail_settings("folder:/var/spool/post", SENDER)["EMAIL_FILE_PATH"] == "/var/spool/post"


@pytest.mark.parametrize(
    ("told", "sender"),
    [
        ("http://mail.example.org", SENDER),
        ("smtp://", SENDER),
        ("smtps://mail.example.org", ""),
        ("smtp://a", "a@b\nBcc: c"),
    ],
)
def test_what_cannot_be_used_is_said(told, sender):
    configuration = read_configuration({"CAIRN_MAIL": told, "CAIRN_MAIL_FROM": sender})
    with pytest.raises(BadConfiguration) as raised:
        configuration.mail_settings()
    assert "CAIRN_MAIL" in str(raised.value)


@pytest.mark.django_db
def test_the_command_says_what_is_due_and_refuses_without_a_server(monkeypatch, capsys):
    monkeypatch.setattr(reminders, "installation_of", lambda options: None)
    monkeypatch.setattr(reminders, "enter", lambda installation: None)
    assert reminders.run(argparse.Namespace(dry_run=True)) == 0
    assert "0 reminders are due. Nothing was sent." in capsys.readouterr().out
    with pytest.raises(CannotDo):
        reminders.run(argparse.Namespace(dry_run=False))
