from django.apps import AppConfig


class GatheringsConfig(AppConfig):
    name = "cairn.gatherings"
    label = "gatherings"
