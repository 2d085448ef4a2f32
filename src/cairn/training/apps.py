from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "cairn.training"
    label = "training"
