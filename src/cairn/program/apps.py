from django.apps import AppConfig


class ProgramConfig(AppConfig):
    name = "cairn.program"
    label = "program"
