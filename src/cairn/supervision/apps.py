from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "cairn.supervision"
    label = "supervision"
