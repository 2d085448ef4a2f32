from django.apps import AppConfig


class BillingConfig(AppConfig):
    name = "cairn.billing"
    label = "billing"
