from django.apps import AppConfig


class TrailsConfig(AppConfig):
    name = "cairn.trails"
    label = "trails"
