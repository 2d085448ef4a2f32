from django.apps import AppConfig


class FrontConfig(AppConfig):
    name = "cairn.front"
    label = "front"
