from django.apps import AppConfig


class BadgesConfig(AppConfig):
    name = "cairn.badges"
    label = "badges"
