from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "cairn.directory"
    label = "directory"
