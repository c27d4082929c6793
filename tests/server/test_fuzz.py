"""What nobody would ask, drawn from what the API tells: it is answered, or told to be wrong."""

import runpy

import pytest
from conftest import ROOT


@pytest.mark.slow
def test_nothing_that_can_be_asked_is_an_error_of_the_server(archive, archive_folder, times):
    fuzz = runpy.run_path(str(ROOT / "scripts" / "measure" / "fuzz_api.py"))["fuzz"]
    found = fuzz(archive, archive_folder, 0, rounds=times)

    assert not found.wrong
    assert found.statuses["200"] > 50
