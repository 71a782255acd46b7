"""The committed cases themselves."""

import pytest

from evals.suites import SUITES


@pytest.mark.parametrize("split", ["dev", "test"])
@pytest.mark.parametrize("suite", SUITES)
def test_every_case_is_whole_and_has_an_id_of_its_own(suite: str, split: str) -> None:
    cases = SUITES[suite].cases(split)  # type: ignore[arg-type]  # one of the splits

    assert cases
    assert len({case.id for case in cases}) == len(cases)
