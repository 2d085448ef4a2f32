from django.apps import AppConfig


class MatchingConfig(AppConfig):
    name = "cairn.matching"
    label = "matching"

    def ready(self) -> None:
        """Whoever takes somebody in and would walk with them is asked here first: `support` is told by this import."""
        from cairn.matching.commands import wanted  # noqa: F401, PLC0415 - models are there only now
