from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    name = "cairn.outcomes"
    label = "outcomes"
