"""Time zones come from the tzdata package."""

import pickle
from datetime import UTC, datetime

import pytest

from coopsched.zones import zone, zone_names


def test_a_zone_is_found_by_its_name() -> None:
    noon = datetime(2017, 6, 20, 10, tzinfo=UTC)
    assert noon.astimezone(zone("Europe/Brussels")).hour == 12
    assert zone("Europe/Brussels").key == "Europe/Brussels"


def test_a_zone_is_made_once() -> None:
    assert zone("Europe/Brussels") is zone("Europe/Brussels")


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Brussels",
        "europe/brussels",
        "Europe",
        "Factory",
        "localtime",
        "../zones",
        "Europe/../Europe/Brussels",
        "Europe/Brussels/",
        "/etc/passwd",
        "a\0b",
    ],
)
def test_what_is_no_zone_is_refused(name: str) -> None:
    with pytest.raises(LookupError, match="no time zone is called"):
        zone(name)


def test_a_zone_survives_pickling() -> None:
    instant = datetime(2017, 6, 20, 10, tzinfo=zone("Asia/Kathmandu"))
    again = pickle.loads(pickle.dumps(instant))  # noqa: S301  our own bytes
    assert again == instant
    assert again.tzinfo is instant.tzinfo


def test_every_name_is_a_zone() -> None:
    assert len(zone_names()) > 400
    for name in zone_names():
        assert zone(name).key == name
