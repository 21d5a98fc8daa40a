"""Programmes as JSON: the same keys as in YAML."""

import json

from hypothesis import given

import coopsched
from builders import lets_coop, programme, read
from coopsched.model import Programme
from coopsched.publishing.json import write
from coopsched.publishing.losses import Loss
from programmes import PROGRAMMES

# No file holds half a character: readers refuse or replace it.
WRITABLE = PROGRAMMES.filter(lambda programme: r"\ud" not in repr(programme))


@given(WRITABLE)
def test_what_is_written_reads_back(before: Programme) -> None:
    document = coopsched.loads(write(before).data.decode())
    assert document.problems == ()
    rules = tuple(setting._replace(position=None) for setting in document.programme.rules)
    assert document.programme.model_copy(update={"rules": rules}) == before


def test_our_own_programme_stays_as_it_is() -> None:
    before = lets_coop()
    after = coopsched.loads(write(before).data.decode())
    assert (after.problems, after.programme) == ((), before)


def test_numbers_are_numbers_and_text_is_readable() -> None:
    body = """\
        rooms: {"7": {name: Grande « salle », capacity: 300, shared: true}}
        venue: {name: V, latitude: 50.8}
        sessions: {a: {title: A, start: 10:00, minutes: 30, rooms: ["7"], needs: []}}
        """
    text = write(programme(body)).data.decode()
    assert "Grande « salle »" in text
    data = json.loads(text)
    assert data["coopsched"] == 1
    assert data["rooms"] == {"7": {"name": "Grande « salle »", "capacity": 300, "shared": True}}
    assert data["venue"] == {"name": "V", "latitude": 50.8}
    assert data["sessions"]["a"]["start"] == "10:00"
    assert data["sessions"]["a"]["minutes"] == 30


def test_half_a_character_is_replaced() -> None:
    before = programme("sessions: {a: {title: A}}").replace("a", title="a\udfbe")
    after = coopsched.loads(write(before).data.decode())
    assert str(after.programme.session("a").title) == "a\ufffd"


def test_keys_of_the_author_are_kept_and_allowances_named() -> None:
    document = read("""\
        x-a: {n: 7, text: "7", price: 10.50, big: 1e3, yes: true, no: null}
        sessions:
          a: {title: A, x-b: [1]}  # coopsched: allow[language-undeclared] none
        """)
    result = write(document.programme, document=document)
    data = json.loads(result.data)
    assert data["x-a"] == {
        "n": 7, "text": "7", "price": "10.50", "big": "1e3", "yes": True, "no": None
    }  # fmt: skip
    assert data["sessions"]["a"]["x-b"] == [1]
    assert result.losses == (Loss("allowances"),)
