"""The product's settings, and one address more: the constant page that the others are measured against."""

from cairn.front.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
