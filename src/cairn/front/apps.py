from django.apps import AppConfig


class FrontConfig(AppConfig):
    name = "cairn.front"
    label = "front"

    def ready(self) -> None:
        """Once all rooms are there, each is told who answers what it asks of the rooms above."""
        from cairn.front.joined import join_rooms  # noqa: PLC0415 - models are there only now

        join_rooms()
