from django.apps import AppConfig


class DeparturesConfig(AppConfig):
    name = "cairn.departures"
    label = "departures"
