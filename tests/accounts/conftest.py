"""A directory that answers over HTTP, and an association that is joined to it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from participation.accounts.adapters import provider as published
from participation.settings import Directory
from tests.accounts.provider import Provider, run_provider
from tests.accounts.registered import CLIENT, SECRET


@pytest.fixture(scope="module")
def running() -> Iterator[Provider]:
    """Run one directory for the tests of a file."""
    with run_provider() as provider:
        yield provider


@pytest.fixture
def provider(running: Provider) -> Provider:
    """Lend the directory, with nobody in it and no lie to tell."""
    published.forget()
    running.people, running.here, running.forge = {}, None, None
    running.codes, running.access, running.refresh = {}, {}, {}
    running.is_down, running.gives_refresh = False, True
    running.document.pop("authorization_response_iss_parameter_supported", None)
    running.document["issuer"] = running.issuer
    running.asked = []
    return running


@pytest.fixture
def joined(app: Flask, provider: Provider) -> Directory:
    """Join the association to the directory."""
    directory = Directory(provider.issuer, CLIENT, SECRET)
    settings = app.extensions["settings"]
    app.extensions["settings"] = replace(settings, directories={"rive": directory})
    return directory
