"""The demo: a folder of invented people, and the story that fills it."""
