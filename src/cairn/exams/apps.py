from django.apps import AppConfig


class ExamsConfig(AppConfig):
    name = "cairn.exams"
    label = "exams"
