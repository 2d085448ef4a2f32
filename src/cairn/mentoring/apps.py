from django.apps import AppConfig


class MentoringConfig(AppConfig):
    name = "cairn.mentoring"
    label = "mentoring"
