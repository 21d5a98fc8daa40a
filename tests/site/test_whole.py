"""What the pages of a site have in common."""

from datetime import date

from builders import HEAD
from sites import page, site_of

WITHOUT_DAYS = "\n".join(line for line in HEAD.splitlines() if not line.startswith("days:")) + "\n"
KNOTS = "knots: {title: Knots, start: '2017-06-20T10:00', end: '2017-06-20T11:00'}"
DRAFT = "ropes: {title: Ropes, start: '2017-06-22T10:00', status: draft}"


def test_the_date_of_a_draft_is_not_told() -> None:
    site = site_of(f"sessions:\n  {KNOTS}\n  {DRAFT}\n", head=WITHOUT_DAYS)
    assert site.days == (date(2017, 6, 20),)
    assert "22" not in page(site, "fr/index.html").partition("<main")[0].partition("<header")[2]


def test_the_days_that_the_file_names_are_told_also_without_sessions() -> None:
    head = f"{WITHOUT_DAYS}days: [2017-06-20, 2017-06-21]\n"
    site = site_of(f"sessions:\n  {KNOTS}\n", head=head)
    assert site.days == (date(2017, 6, 20), date(2017, 6, 21))
