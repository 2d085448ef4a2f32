from django.apps import AppConfig


class HiringConfig(AppConfig):
    name = "cairn.hiring"
    label = "hiring"
