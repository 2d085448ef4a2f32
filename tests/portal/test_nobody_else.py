"""A client's own sign-in against every address of the house: what is somebody else's here is like what is not there at all."""

from __future__ import annotations

import logging

import pytest

from tests.architecture.test_outsider import WITH_ID, differing, sign_in
from tests.portal.house import let_in
from tests.whole_house import fill

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def quiet():
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.parametrize("method", ["get", "post"])
def test_another_clients_sign_in_cannot_tell_what_exists(cast, method):
    ids = fill(cast)
    let_in(cast, cast.hal, "hal-himself")
    routes = (
        WITH_ID if method == "get" else [route for route in WITH_ID if route.startswith("mine/")]
    )  # the guard stands first
    assert differing(sign_in(cast, "hal-himself"), method, routes, ids) == []
