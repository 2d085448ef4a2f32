from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "cairn.intake"
    label = "intake"
