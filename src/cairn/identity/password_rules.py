"""The rules that the settings name, each saying in plain words what to do instead. Whoever was let in before keeps what they have."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import password_validation as django_rules
from django.core.exceptions import ValidationError

from cairn.identity.domain.passwords import NAMED, REPEATED, is_mostly_names, is_repeated
from cairn.identity.queries.known_names import list_known_names


class LongEnough(django_rules.MinimumLengthValidator):
    def get_error_message(self) -> str:
        return f"It is too short. Use at least {self.min_length} characters."


class NotCommon(django_rules.CommonPasswordValidator):
    def get_error_message(self) -> str:
        return "Very many people use this one, so it is tried first. Put words together that only you would."


class NotOnlyDigits(django_rules.NumericPasswordValidator):
    def get_error_message(self) -> str:
        return "It is digits only, and those are quickly tried. Use words."


class NotTheAddress(django_rules.UserAttributeSimilarityValidator):
    def get_error_message(self) -> str:
        return "It is too much like your e-mail address. Choose words that nobody would look for."


class NotOneWordAgain:
    def validate(self, password: str, user: Any = None) -> None:
        if is_repeated(password):
            raise ValidationError(REPEATED, code="password_repeated")

    def get_help_text(self) -> str:
        return REPEATED


class NotTheNames:
    """Refuses the person's own name and the names of the organizations that they work for."""

    def validate(self, password: str, user: Any = None) -> None:
        person_id = getattr(user, "person_id", None)
        names = list_known_names(person_id) if person_id else []
        if is_mostly_names(password, [*names, getattr(user, "email", "")]):
            raise ValidationError(NAMED, code="password_of_names")

    def get_help_text(self) -> str:
        return NAMED
