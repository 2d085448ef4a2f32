from django.apps import AppConfig


class SupportConfig(AppConfig):
    name = "cairn.support"
    label = "support"
