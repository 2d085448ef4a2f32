from django.apps import AppConfig


class CourtConfig(AppConfig):
    name = "cairn.court"
    label = "court"
