"""Settings of the database floor's own tests. CAIRN_TEST_POSTGRES (`host:port`) chooses PostgreSQL."""

from __future__ import annotations

import os

from tests.postgres import VARIABLE, Server

IS_POSTGRESQL = VARIABLE in os.environ
if IS_POSTGRESQL:
    host, _, port = os.environ[VARIABLE].rpartition(":")
    DATABASES = {"default": Server(host, int(port)).settings(pool={"min_size": 1, "max_size": 12})}
else:
    DATABASES = {
        "default": {
            "ENGINE": "cairn.platform.db.sqlite",
            "NAME": "floor.db",
            "OPTIONS": {"key": "5a" * 32},
        }
    }
INSTALLED_APPS = ["tests.platform.db.clinic"]
SECRET_KEY = "only for tests"
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
