from django.apps import AppConfig


class BoardConfig(AppConfig):
    name = "cairn.board"
    label = "board"
