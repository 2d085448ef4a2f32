from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "cairn.privacy"
    label = "privacy"
