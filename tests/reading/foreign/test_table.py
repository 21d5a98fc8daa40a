"""Tables as text: what is read of their rows, and what is said of what is odd in them."""

from collections.abc import Iterator

import pytest
from hypothesis import given

import coopsched
from coopsched.findings import Problem
from coopsched.reading.decoding import Limits
from coopsched.reading.files import load_bytes
from coopsched.reading.foreign import table
from coopsched.reading.foreign.delimited import scan
from coopsched.reading.foreign.table import knows
from coopsched.reading.hints import Hints
from coopsched.source import Node
from strategies import damaged

SAMPLE = """\
Titre;Jour;Début;Fin;Salle;Intervenants;Langue;Type;Mots-clés;Lien
Accueil;20/06/2017;9h;10h;Hall;;;Pause;;
"L'avenir; vraiment";20/06/2017;10h30;12h;Aula;Ann Lee (UCL) & Bo Ek;FR/NL;Panel;"a, b";a.example
Fête;20/06/2017;22h;00h30;Hall, rez;Cy Oz et Bo Ek;français;Concert;;
Suite;21/06/2017;24:15;25:00;Hall;tbd;en;Zorp;;
"""


def read(text: str, **told: object) -> coopsched.Document:
    hints = Hints(**{"timezone": "UTC", **told})  # type: ignore[arg-type]  # tests tell what fits
    document = coopsched.loads(f"{text}", name="programme.csv", hints=hints)
    assert document.format == "table"
    return document


def sessions(document: coopsched.Document) -> list[str]:
    """Say each session in a line."""
    said = []
    for s in document.programme.sessions:
        start = f"{s.start:%m-%d %H:%M}" if s.start else "–"
        end = f"{s.end:%m-%d %H:%M}" if s.end else "–"
        said.append(f"{start} {end} {s.title}")
    return said


def starts(document: coopsched.Document) -> list[str]:
    """Say when each session starts."""
    return [f"{s.start:%Y-%m-%d %H:%M}" if s.start else "–" for s in document.programme.sessions]


def problems(document: coopsched.Document, rule: str) -> list[Problem]:
    """Return a rule's problems, but for that tables have no name of their own."""
    found = [problem for id_, problem in document.problems if id_ == rule]
    return [each for each in found if "called “programme”" not in each.message]


def noted(document: coopsched.Document, rule: str) -> list[int]:
    """Return the lines of a rule's problems."""
    return [each.position.line for each in problems(document, rule) if each.position]


def test_a_table_is_read_row_by_row() -> None:
    document = read(SAMPLE)
    assert sessions(document) == [
        "06-20 09:00 06-20 10:00 Accueil",
        "06-20 10:30 06-20 12:00 L'avenir; vraiment",
        "06-20 22:00 06-21 00:30 Fête",
        "06-22 00:15 06-22 01:00 Suite",
    ]
    first, panel, party, last = document.programme.sessions
    assert first.kind == "break"
    assert [entry.speaker for entry in panel.speakers] == ["ann-lee", "bo-ek"]
    assert (panel.languages, panel.kind, panel.tags) == (("fr", "nl"), "panel", ("a", "b"))
    assert panel.links[0].url == "https://a.example"
    assert [room.label for room in document.programme.rooms] == ["Hall", "Aula", "Hall, rez"]
    assert document.programme.speaker("ann-lee").affiliation == ("UCL",)
    assert party.languages == ("fr",)
    assert last.day is not None
    assert last.day.key == "2017-06-21"
    assert last.tags == ("Zorp",)


def test_findings_point_at_cells() -> None:
    document = read(SAMPLE)
    assert noted(document, "hour-24") == [5, 5]
    (problem,) = (p for id_, p in document.problems if "before the start" in p.message)
    assert problem.position is not None
    assert (problem.position.line, problem.position.column) == (4, 21)
    assert SAMPLE.splitlines()[3][20:25] == "00h30"


def test_an_end_before_midnight_that_is_before_its_start_is_left_to_the_rules() -> None:
    document = read("title,date,start,end\nA,2017-06-20,14:00,13:00\n")
    assert [f.rule for f in coopsched.check(document) if f.severity == "error"] == [
        "end-before-start"
    ]


@pytest.mark.parametrize("cell", ["tbd", "?", "soon"])
def test_a_time_that_is_none_is_left_out_and_told(cell: str) -> None:
    document = read(f"title,date,start,end\nA,2017-06-20,10:00,{cell}\n")
    assert sessions(document) == ["06-20 10:00 – A"]
    assert noted(document, "ignored-value") == [2]


def test_a_dash_is_nothing() -> None:
    document = read("title,date,start,end,room,speaker\nA,2017-06-20,10:00,-,–,-\n")
    assert noted(document, "ignored-value") == []
    assert not document.programme.rooms
    assert not document.programme.speakers


def test_two_times_can_stand_in_one_cell() -> None:
    document = read("Uhrzeit,Titel,Datum\n10.00 – 11.30 Uhr,A,20.06.2017\n")
    assert sessions(document) == ["06-20 10:00 06-20 11:30 A"]


def test_date_and_time_can_stand_in_one_cell() -> None:
    text = "titre,début,fin\nA,20 juin 2017 à 10h30,20 juin 2017 à 12h\nB,2017-06-20T13:00Z,14:00\n"
    assert sessions(read(text)) == ["06-20 10:30 06-20 12:00 A", "06-20 13:00 06-20 14:00 B"]


def test_a_duration_stands_for_the_end_or_must_agree_with_it() -> None:
    text = "title,date,start,end,duration\nA,2017-06-20,10:00,,1h30\nB,2017-06-20,10:00,11:00,45\n"
    document = read(text)
    assert sessions(document) == ["06-20 10:00 06-20 11:30 A", "06-20 10:00 06-20 11:00 B"]
    assert noted(document, "contradictory-start") == [3]


def test_a_weekday_that_contradicts_the_date_is_told() -> None:
    document = read("title,day,date,start\nA,Friday,2017-06-20,10:00\nB,Tuesday,2017-06-20,11:00\n")
    assert noted(document, "contradictory-start") == [2]
    assert starts(document) == ["2017-06-20 10:00", "2017-06-20 11:00"]


def test_one_date_with_a_day_over_12_tells_the_order_of_all() -> None:
    document = read("title,date,start\nA,03/04/2017,10:00\nB,14/04/2017,10:00\n")
    assert starts(document) == ["2017-04-03 10:00", "2017-04-14 10:00"]
    assert noted(document, "guessed-value") == []
    document = read("title,date,start\nA,03/04/2017,10:00\nB,04/14/2017,10:00\n")
    assert starts(document) == ["2017-03-04 10:00", "2017-04-14 10:00"]


def test_a_weekday_column_tells_the_order_too() -> None:
    document = read(",Datum,Beginn,Titel\nSamstag,06/12/2014,10:00,A\nSonntag,07/12/2014,9:00,B\n")
    assert starts(document) == ["2014-12-06 10:00", "2014-12-07 09:00"]
    assert noted(document, "guessed-value") == []


def test_dates_that_could_be_two_are_guessed_aloud_unless_the_order_is_told() -> None:
    text = "title,date,start\nA,03/04/2017,10:00\nB,04/04/2017,10:00\n"
    document = read(text)
    assert starts(document) == ["2017-04-03 10:00", "2017-04-04 10:00"]
    assert noted(document, "guessed-value") == [2]
    told = read(text, day_first=False)
    assert starts(told) == ["2017-03-04 10:00", "2017-04-04 10:00"]
    assert noted(told, "guessed-value") == []


def test_dates_in_both_orders_are_told() -> None:
    document = read("title,date,start\nA,25/04/2017,9:00\nB,04/14/2017,9:00\nC,05/06/2017,9:00\n")
    assert starts(document) == ["2017-04-25 09:00", "2017-04-14 09:00", "2017-06-05 09:00"]
    assert noted(document, "guessed-value") == [4]


def test_weekdays_without_a_date_follow_the_first_day_that_is_told() -> None:
    text = "jour,heure,titre\nsamedi,10h,B\nvendredi,10h,A\ndimanche,10h,C\n"
    document = read(text, date="1999-08-06")
    assert starts(document) == ["1999-08-07 10:00", "1999-08-06 10:00", "1999-08-08 10:00"]
    assert noted(document, "guessed-value") == []


def test_weekdays_without_any_date_stand_in_one_week_aloud() -> None:
    document = read("jour,heure,titre\nsamedi,10h,B\nvendredi,10h,A\nlundi,10h,C\n")
    days = [s.start.date() for s in document.programme.sessions if s.start]
    assert [day.weekday() for day in days] == [5, 4, 0]
    assert (max(days) - min(days)).days == 3
    assert noted(document, "guessed-value") == [2]


def test_a_date_without_a_year_takes_the_one_that_is_told() -> None:
    text = "title,date,start\nA,27 December,10:00\nB,2 January,10:00\n"
    document = read(text, date="2014-12-27")
    assert starts(document) == ["2014-12-27 10:00", "2015-01-02 10:00"]
    assert starts(read("title,date,start\nA,20 juin,10:00\n", date="2017")) == ["2017-06-20 10:00"]
    assert noted(read(text), "guessed-value") == [2]


def test_a_date_that_is_told_and_is_none_is_an_error() -> None:
    with pytest.raises(coopsched.ReadError, match="neither a date nor a year"):
        read("title,start\nA,10:00\n", date="someday")


def test_times_without_any_day_are_on_the_one_that_is_told() -> None:
    assert starts(read("title,start\nA,10:00\n", date="2017-06-20")) == ["2017-06-20 10:00"]
    assert noted(read("title,start\nA,10:00\nB,11:00\n"), "guessed-value") == [2]


def test_a_day_that_stands_once_is_that_of_the_rows_below_aloud() -> None:
    document = read("date,start,title\n2017-06-20,10:00,A\n,11:00,B\n,12:00,C\n")
    assert starts(document) == ["2017-06-20 10:00", "2017-06-20 11:00", "2017-06-20 12:00"]
    assert noted(document, "guessed-value") == [3, 4]


def test_a_row_with_a_day_alone_heads_those_below() -> None:
    text = (
        "time,title,room\nTuesday 20 June 2017,,\n10:00,A,X\nWednesday 21 June 2017,,\n9:00,B,X\n"
    )
    document = read(text)
    assert starts(document) == ["2017-06-20 10:00", "2017-06-21 09:00"]
    assert noted(document, "guessed-value") == []


def test_words_alone_in_a_row_are_told() -> None:
    document = read("time,title,date\n10:00,A,2017-06-20\nMorning\n")
    assert len(document.programme.sessions) == 1
    assert noted(document, "unplaced-text") == [3]


def test_lines_above_the_header_are_the_title_and_the_day() -> None:
    document = read("Mill Days\n20 June 2017\nat the mill,for all\n\ntitle,start\nA,10:00\n")
    assert str(document.programme.title) == "Mill Days"
    assert starts(document) == ["2017-06-20 10:00"]
    assert noted(document, "unplaced-text") == [3]


def test_a_header_that_is_printed_again_is_no_session() -> None:
    text = "title,start,date\nA,10:00,2017-06-20\n\ntitle,start,date\nB,11:00,2017-06-20\n"
    assert len(read(text).programme.sessions) == 2


def test_a_row_without_a_title_is_read_under_other_words() -> None:
    document = read("track,title,date,start\nMilling,,2017-06-20,10:00\n")
    assert sessions(document) == ["06-20 10:00 – Milling"]
    assert noted(document, "guessed-value") == [2]


def test_a_row_is_never_named_after_its_date_or_id() -> None:
    document = read("id,title,start,date\nABC,,10:00,2017-06-20\n7,A,11:00,2017-06-20\n")
    assert [str(s.title) for s in document.programme.sessions] == ["A"]
    assert noted(document, "session-refused") == [2]


def test_a_row_without_title_time_and_people_is_refused() -> None:
    document = read("title,start,date,room\nA,10:00,2017-06-20,X\n,,2017-06-21,Y\n")
    assert len(document.programme.sessions) == 1
    assert noted(document, "session-refused") == [3]


def test_a_column_that_nobody_knows_is_told_once_and_can_be_told() -> None:
    text = "title,start,date,Colour of badge\nA,10:00,2017-06-20,red\nB,11:00,2017-06-20,blue\n"
    document = read(text)
    assert noted(document, "ignored-value") == [1]
    told = read(text, columns={"track": "Colour of badge"})
    assert noted(told, "ignored-value") == []
    assert [track.key for track in told.programme.tracks] == ["red", "blue"]


def test_a_column_that_is_told_and_not_there_is_told_and_the_rest_is_read() -> None:
    document = read("title,start,date\nA,10:00,2017-06-20\n", columns={"track": "Nope"})
    assert starts(document) == ["2017-06-20 10:00"]
    (problem,) = problems(document, "ignored-value")
    assert problem.message == "the hints say that a column “Nope” holds `track`: there is none"
    assert problem.help == "the columns are title, start, date"
    with pytest.raises(coopsched.ReadError, match="columns hold no `flavour`"):
        read("title,start\nA,10:00\n", columns={"flavour": "title"})


def test_where_no_row_names_columns_the_hints_are_named() -> None:
    with pytest.raises(coopsched.ReadError, match="names the columns") as error:
        read("foo,bar\n1,2\n", columns={"title": "Nope"})
    assert error.value.help is not None
    assert error.value.help.startswith("the hints name the columns title='Nope', which no row has")


def test_rows_of_other_widths_are_told() -> None:
    document = read("title,start,date,room\nA,10:00,2017-06-20,X,more\nB,11:00\n")
    assert noted(document, "ignored-value") == [2]
    assert noted(document, "guessed-value") == [3, 3]


def test_the_same_oddity_in_many_rows_is_told_once_with_their_number() -> None:
    document = read("title,start,date\n" + "A,tbd,2017-06-20\n" * 30)
    assert noted(document, "ignored-value") == [2]
    assert problems(document, "ignored-value")[0].message.startswith("30 ")


def test_an_id_is_the_key_and_one_that_comes_twice_is_told() -> None:
    document = read("id,uid,title,start,date\n7,u,A,10:00,2017-06-20\n7,v,B,11:00,2017-06-20\n")
    assert [s.key for s in document.programme.sessions] == ["7", "7~2"]
    assert [s.uid for s in document.programme.sessions] == ["u", "v"]
    assert noted(document, "duplicate-id") == [2]


@pytest.mark.parametrize(
    ("word", "status"),
    [("Cancelled", "cancelled"), ("annulé", "cancelled"), ("abgesagt", "cancelled"),
     ("à confirmer", "tentative"), ("brouillon", "draft"), ("OK", "confirmed")],
)  # fmt: skip
def test_a_status_in_four_languages(word: str, status: str) -> None:
    document = read(f"title,start,date,status\nA,10:00,2017-06-20,{word}\n")
    assert document.programme.sessions[0].status == status


def test_what_cannot_be_used_is_left_out_and_told() -> None:
    text = (
        "title,start,date,status,link,language,audience\nA,10:00,2017-06-20,odd,nope,klingon,all\n"
    )
    assert noted(read(text), "ignored-value") == [2, 2, 2, 2]


def test_texts_can_be_in_several_languages() -> None:
    text = "title (fr),title (nl),start,date\nPause,Pauze,10:00,2017-06-20\n"
    assert dict(read(text).programme.sessions[0].title) == {"fr": "Pause", "nl": "Pauze"}
    plain = read("title,start,date\nPause,10:00,2017-06-20\n", language="fr")
    assert dict(plain.programme.sessions[0].title) == {"fr": "Pause"}


def test_people_in_columns_of_their_own_have_roles() -> None:
    text = "title,start,date,speaker 1,speaker 2,moderator\nA,10:00,2017-06-20,Ann,Bo,Cy (UCL)\n"
    entries = read(text).programme.sessions[0].speakers
    assert [(each.speaker, each.role) for each in entries] == [
        ("ann", "speaker"),
        ("bo", "speaker"),
        ("cy", "moderator"),
    ]


def test_affiliations_in_a_column_are_those_of_as_many_people() -> None:
    text = "title,start,date,speakers,affiliation\nA,10:00,2017-06-20,Ann; Bo,UCL; KUL\n"
    document = read(text)
    assert document.programme.speaker("bo").affiliation == ("KUL",)
    odd = read(text.replace("Ann; Bo", "Ann; Bo; Cy"))
    assert noted(odd, "ignored-value") == [2]


def test_a_comma_is_part_of_names_where_any_row_has_semicolons() -> None:
    text = 'title,start,speakers\nA,10:00,"Lee, Ann; Ek, Bo"\nB,11:00,"Oz, Cy"\n'
    names = [speaker.name for speaker in read(text).programme.speakers]
    assert names == ["Lee, Ann", "Ek, Bo", "Oz, Cy"]


def test_capacity_belongs_to_the_room() -> None:
    document = read("title,start,date,room,capacity\nA,10:00,2017-06-20,Aula,300 seats\n")
    assert document.programme.rooms[0].capacity == 300


def test_an_apostrophe_before_a_formula_is_no_part_of_the_text() -> None:
    document = read(
        "title,start,date,tags\n'=1+1,10:00,2017-06-20,''-x\n'quoted',11:00,2017-06-20,\n"
    )
    assert [str(s.title) for s in document.programme.sessions] == ["=1+1", "'quoted'"]
    assert document.programme.sessions[0].tags == ("'-x",)


def test_html_in_a_description_becomes_text() -> None:
    document = read('title,start,date,abstract\nA,10:00,2017-06-20,"<p>One.</p><p>Two.</p>"\n')
    assert str(document.programme.sessions[0].description) == "One.\n\nTwo."


def test_a_table_of_markdown_is_a_table() -> None:
    text = "| Time | Title |\n|------|:-----:|\n| 10:00–11:00 | A |\n"
    assert sessions(read(text, date="2017-06-20")) == ["06-20 10:00 06-20 11:00 A"]


def test_markup_in_a_table_of_markdown_is_no_part_of_the_text() -> None:
    document = read(
        "# Mill Days\n\n"
        "| Time | Title | Speakers | Room |\n"
        "|---|:-:|--|-|\n"
        "| 10:30 - 12:00 | A \\| B | *Bob* | **Hall** |\n"
        "| 12:00 | [Slides](https://a.example) | Ann<br>Cy | Hall |\n",
        date="2027-06-03",
    )
    assert str(document.programme.title) == "Mill Days"
    assert sessions(document) == ["06-03 10:30 06-03 12:00 A | B", "06-03 12:00 – Slides"]
    assert [room.key for room in document.programme.rooms] == ["hall"]
    assert [speaker.name for speaker in document.programme.speakers] == ["Bob", "Ann", "Cy"]
    assert [link.url for link in document.programme.sessions[1].links] == ["https://a.example"]
    assert [rule for rule, _ in document.problems] == []


def test_days_in_markdown_stand_in_rows_and_in_headings_between_tables() -> None:
    document = read(
        "# Mill Days\n## Jeudi 3 juin 2027\n"
        "| Heure | Titre |\n|---|---|\n| 10h | A |\n"
        "| **Vendredi 4 juin 2027** | |\n| 10h | B |\n\n"
        "## Samedi 5 juin 2027\n"
        "| Heure | Titre |\n|---|---|\n| 10h | C |\n\n"
        "## Dimanche 6 juin 2027\n"
        "| Titre | Salle | Heure |\n|---|---|---|\n| D | Bar | 10h |\n"
    )
    assert starts(document) == [f"2027-06-0{i} 10:00" for i in (3, 4, 5, 6)]
    assert [str(s.title) for s in document.programme.sessions] == ["A", "B", "C", "D"]
    assert document.programme.sessions[3].rooms == ("bar",)
    assert [rule for rule, _ in document.problems] == []


def test_words_between_tables_of_markdown_are_told() -> None:
    document = read(
        "| Title | Start |\n|---|---|\n| A | 10:00 |\n\nBring a mug.\n", date="2027-06-03"
    )
    assert len(document.programme.sessions) == 1
    assert noted(document, "unplaced-text") == [5]


def test_rows_of_markdown_of_other_widths_are_counted_without_their_frame() -> None:
    text = "| Title | Start |\n|---|---|\n| A | 10:00 | x |\n"
    (problem,) = problems(read(text, date="2027-06-03"), "ignored-value")
    assert problem.message.startswith("this row has 3 cells, and the table 2 columns")


def test_a_second_table_in_csv_is_read_with_its_own_header() -> None:
    document = read(
        "date,start,title,room\n2027-06-03,10:00,A,Bar\n"
        "title,room,start,date\nB,Hall,11:00,2027-06-04\n"
    )
    assert starts(document) == ["2027-06-03 10:00", "2027-06-04 11:00"]
    assert [s.rooms for s in document.programme.sessions] == [("bar",), ("hall",)]


def test_a_session_that_is_called_as_a_column_is_one() -> None:
    document = read("title,start,room\nA,10:00,X\nBreak,,Hall\nSession,,Auditorium\n")
    assert len(document.programme.sessions) == 3


def test_invisible_characters_are_told() -> None:
    document = read("title,start,date\nA\0B,10:00,2017-06-20\n")
    assert str(document.programme.sessions[0].title) == "AB"
    (problem,) = problems(document, "ignored-value")
    assert "U+0000" in problem.message


def test_a_quotation_mark_that_is_never_closed_is_told() -> None:
    document = read('title,start,date\n"B,10:00,2017-06-20\n"A" and C,11:00,2017-06-20\n')
    assert [str(s.title) for s in document.programme.sessions] == ['"B', '"A" and C']
    assert noted(document, "guessed-value") == [2]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_the_encoding_is_detected(encoding: str) -> None:
    data = "Titre;Début\nÉtude – déjà;10h\n".encode(encoding)
    document = load_bytes(data, name="x.csv", hints=Hints(date="2017-06-20"))
    assert str(document.programme.sessions[0].title) == "Étude – déjà"


def test_the_encoding_can_be_told() -> None:
    data = "Titre;Début\nŁódź;10h\n".encode("iso-8859-2")
    document = load_bytes(data, name="x.csv", hints=Hints(encoding="iso-8859-2"))
    assert str(document.programme.sessions[0].title) == "Łódź"


def test_the_delimiter_can_be_told() -> None:
    document = read("title#start\nA#10:00\n", delimiter="#", format="table")
    assert len(document.programme.sessions) == 1


def test_what_names_no_columns_is_no_table() -> None:
    assert not knows("foo,bar\n1,2\n")
    with pytest.raises(coopsched.ReadError, match="names the columns"):
        read("foo,bar\n1,2\n", format="table")


@pytest.mark.parametrize("text", ["title,start\n{}", "title,start,{}\n", "x,{}\ntitle,start\n"])
def test_a_row_of_a_million_columns_ends_in_one_error(text: str) -> None:
    with pytest.raises(coopsched.ReadError, match=r"more than 1,000 columns"):
        read(text.format("x," * 1_000_000), format="table")


def test_more_rows_than_the_limit_end_in_one_error() -> None:
    with pytest.raises(coopsched.ReadError, match="more than 10 rows") as error:
        coopsched.loads("title,start\n" + "A,10:00\n" * 11, limits=Limits(sessions=10))
    assert error.value.position is not None
    assert error.value.position.line == 12


def test_rows_beyond_the_limit_are_never_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "title,start\n" + "A,10:00\n" * 100_000
    asked = 0

    def counted(*told: object) -> Iterator[list[Node]]:
        nonlocal asked
        for row in scan(*told):  # type: ignore[arg-type]  # what the reader tells
            asked += 1
            yield row

    monkeypatch.setattr(table, "scan", counted)
    with pytest.raises(coopsched.ReadError, match="more than 10 rows"):
        coopsched.loads(text, limits=Limits(sessions=10))
    assert asked < 100


@given(damaged(SAMPLE))
def test_a_damaged_table_is_a_document_or_one_error(text: str) -> None:
    try:
        document = coopsched.loads(text, name="fuzz.csv", hints=Hints(format="table"))
    except coopsched.ReadError:
        return
    for finding in coopsched.check(document):
        assert finding.position is not None
        assert 1 <= finding.position.line <= len(document.source.lines)
        assert finding.rule not in ("invalid-value", "unknown-reference", "unknown-field")


def test_one_year_is_guessed_for_all_days_and_a_weekday_that_contradicts_it_is_told() -> None:
    text = "Dag;Tijd;Titel\nMaandag 3 juni;9u;A\nDinsdag 5 juni;9u;B\nDonderdag 6 juni;9u;C\n"
    document = read(text)
    assert starts(document) == ["2002-06-03 09:00", "2002-06-05 09:00", "2002-06-06 09:00"]
    assert noted(document, "guessed-value") == [2]
    assert noted(document, "contradictory-start") == [3]


def test_a_heading_whose_weekday_contradicts_its_date_is_told() -> None:
    document = read("time,title\nMonday 20 June 2017,\n10:00,A\n")
    assert starts(document) == ["2017-06-20 10:00"]
    assert noted(document, "contradictory-start") == [2]


def test_a_day_written_with_dots_and_two_digits_for_the_year_is_read() -> None:
    assert starts(read("datum;zeit;titel\n8.6.27;10:00;A\n")) == ["2027-06-08 10:00"]
    assert starts(read("start;titel\n18.06.27 10.30;A\n")) == ["2027-06-18 10:30"]


@pytest.mark.parametrize("cell", ["So. 10-12 Uhr", "Fr 11:00 - 12:00", "Sa 10 bis 12 Uhr"])
def test_a_weekday_and_two_times_can_stand_in_one_cell(cell: str) -> None:
    (session,) = read(f"zeit;titel\n{cell};A\n", date="2027-05-17").programme.sessions
    assert session.start is not None
    assert session.end is not None
    assert session.start.weekday() == {"So": 6, "Fr": 4, "Sa": 5}[cell[:2]]
    assert (session.start.hour, session.end.hour) in {(10, 12), (11, 12)}


def test_a_time_that_is_badly_written_is_told() -> None:
    document = read("Time;Title\n10'30;A\n")
    assert starts(document) == ["–"]
    assert noted(document, "ignored-value") == [2]


def test_a_date_where_a_time_is_expected_is_the_day() -> None:
    document = read("title,start,end\nA,2017-06-20,\nB,2017-06-20 10:00,\n")
    assert document.programme.sessions[0].day is not None
    assert document.programme.sessions[0].day.key == "2017-06-20"
