"""What an archive is counted to hold."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from index.search.counted.archive import longest_gap

DAYS = st.dates(date(2024, 1, 1), date(2024, 3, 31))


@given(st.sets(DAYS, max_size=12))
def test_the_longest_gap_has_no_day_and_none_is_longer(days):
    ordered = sorted(days)

    gap = longest_gap(ordered)

    missing = [
        ordered[0] + timedelta(n)
        for n in range((ordered[-1] - ordered[0]).days if ordered else 0)
        if ordered[0] + timedelta(n) not in days
    ]
    if gap is None:
        assert not missing
        return
    assert {gap.first + timedelta(n) for n in range(len(gap))} <= set(missing)
    assert {gap.first - timedelta(1), gap.last + timedelta(1)} <= days
    run, longest = 0, 0
    for n in range((ordered[-1] - ordered[0]).days):
        run = 0 if ordered[0] + timedelta(n) in days else run + 1
        longest = max(longest, run)
    assert longest == len(gap)
