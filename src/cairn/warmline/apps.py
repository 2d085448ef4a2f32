from django.apps import AppConfig


class WarmlineConfig(AppConfig):
    name = "cairn.warmline"
    label = "warmline"
