"""`coopsched publish`: each test shows a disaster that attendees are spared."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from builders import Ran, Run

FOLDER = "public"
KEPT = "programme.publication.json"
SCHEMA = Path(__file__).parents[2] / "docs/publish.schema.json"
HEAD = """\
key: conf
title: Conference
timezone: Europe/Brussels
languages: [fr, nl]
days: [2027-06-19, 2027-06-20]
rooms:
  attic: {name: Attic}
  cellar: {name: Cellar}
speakers:
  ana: {name: Ana Pérez}
  ben: {name: Ben Okri}
sessions:
"""
OPENING = "start: 2027-06-19T10:00, end: 2027-06-19T11:00, rooms: [attic], speakers: [ana]"
DEBATE = "start: 2027-06-20T10:00, end: 2027-06-20T11:00, rooms: [cellar], speakers: [ben]"
PROGRAMME = (
    HEAD
    + f"  opening: {{title: Opening, languages: [fr], {OPENING}}}\n"
    + f"  debate: {{title: Debate, languages: [nl], {DEBATE}}}\n"
)
MOVED = PROGRAMME.replace("2027-06-20T10:00", "2027-06-20T09:30")
CLASH = PROGRAMME + f"  knots: {{title: Knots, languages: [fr], {OPENING}}}\n"
TOKEN = "s3cr3t"  # noqa: S105  looked for in what is published
Publish = Callable[..., Ran]


@pytest.fixture
def publish(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Publish:
    """Return what publishes a programme, each time a day later than before."""
    monkeypatch.delenv("CI", raising=False)
    day = 0

    def published(text: str = PROGRAMME, *more: str) -> Ran:
        nonlocal day
        day += 1
        Path("programme.yaml").write_text(text, "utf-8")
        at = f"2027-05-{day:02}T12:00Z"
        return run("publish", "--feeds", "--at", at, "programme.yaml", FOLDER, *more)

    return published


def everything() -> dict[str, bytes]:
    """Return what all files hold that were published, the publication with them."""
    found = {str(path): path.read_bytes() for path in Path(FOLDER).rglob("*") if path.is_file()}
    if Path(KEPT).exists():
        found[KEPT] = Path(KEPT).read_bytes()
    return found


def event(uid: str, feed: str = "feeds/fr/programme.ics") -> str:
    """Return an event of a feed, its lines unfolded."""
    text = Path(FOLDER, feed).read_bytes().decode().replace("\r\n ", "").replace("\r\n", "\n")
    found = re.findall(r"BEGIN:VEVENT\n.*?END:VEVENT\n", text, re.DOTALL)
    [one] = [each for each in found if f"\nUID:{uid}\n" in each]
    return str(one)


def sequence(uid: str) -> int:
    match = re.search(r"^SEQUENCE:(\d+)$", event(uid), re.MULTILINE)
    assert match is not None
    return int(match[1])


def many(number: int) -> str:
    """Return a programme of so many sessions, one after the other."""
    return HEAD + "".join(
        f"  s{i}: {{title: Talk {i}, start: 2027-06-{19 + i // 24}T{i % 24:02}:00, minutes: 30}}\n"
        for i in range(number)
    )


def test_feeds_are_written_with_the_publication_and_its_copy(publish: Publish) -> None:
    ran = publish()
    assert (ran.status, ran.err) == (0, "")
    assert "2 sessions, 10 feeds in fr, nl" in ran.out
    assert "published: number 1, 18 files written" in ran.out
    assert f"{KEPT} was begun: commit it with the programme" in ran.out
    assert Path(KEPT).read_bytes() == Path(FOLDER, "publication.json").read_bytes()
    for path in ("programme", "room/attic", "speaker/ana", "session/debate", "in-fr"):
        assert Path(FOLDER, f"feeds/fr/{path}.ics").exists()
    assert all(len(line) <= 80 for line in ran.out.splitlines())


def test_the_publication_may_be_kept_elsewhere(publish: Publish, tmp_path: Path) -> None:
    assert publish(PROGRAMME, "--publication", "kept.json").status == 0
    assert not Path(KEPT).exists()
    assert publish(MOVED, "--publication", "kept.json").status == 0
    assert sequence("debate@conf") == 1


def test_a_programme_from_standard_input_needs_a_name_for_its_publication(run: Run) -> None:
    ran = run("publish", "--feeds", "-", FOLDER, stdin=PROGRAMME)
    assert (ran.status, ran.out) == (2, "")
    assert "name the file that is kept of it, with --publication" in ran.err
    kept = ("--publication", "kept.json")
    assert run("publish", "--feeds", "-", FOLDER, *kept, stdin=PROGRAMME).status == 0
    assert Path("kept.json").exists()


def test_the_publication_is_not_the_copy_in_the_folder(publish: Publish) -> None:
    ran = publish(PROGRAMME, "--publication", f"{FOLDER}/publication.json")
    assert ran.status == 2
    assert "is the copy in the folder" in ran.err
    assert everything() == {}


def test_a_move_is_counted_and_the_others_keep_every_byte(publish: Publish) -> None:
    publish()
    before, opening = everything(), event("opening@conf")
    ran = publish(MOVED)
    assert ran.status == 0
    assert "when: Sunday 20 June 2027 10:00–11:00 → 09:30–11:00" in ran.out
    assert "Ben Okri: Debate (when)" in ran.out
    assert "published: number 2, 11 files written" in ran.out
    assert sequence("debate@conf") == 1
    assert event("opening@conf") == opening
    changed = {name for name, data in everything().items() if before[name] != data}
    assert not any("attic" in name or "ana" in name for name in changed)
    assert f"{FOLDER}/feeds/nl/room/cellar.ics" in changed


def test_where_nothing_changed_nothing_is_touched(publish: Publish) -> None:
    publish()
    for name in everything():
        os.utime(name, ns=(1, 1))
    ran = publish()
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == "nothing changed: public is as it was published\n"
    assert {Path(name).stat().st_mtime_ns for name in everything()} == {1}


def test_what_was_damaged_in_the_folder_is_mended(publish: Publish) -> None:
    publish()
    before = everything()
    Path(FOLDER, "feeds/fr/programme.ics").write_bytes(b"")
    Path(FOLDER, "feeds/nl/room/attic.ics").unlink()
    ran = publish()
    assert "published: number 1, 2 files written" in ran.out
    assert everything() == before


def test_what_is_not_ours_in_the_folder_is_left_alone(publish: Publish) -> None:
    Path(FOLDER, "feeds").mkdir(parents=True)
    Path(FOLDER, "CNAME").write_text("example.org")
    Path(FOLDER, "feeds/mine.ics").write_text("mine")
    publish()
    publish(MOVED)
    assert Path(FOLDER, "CNAME").read_text() == "example.org"
    assert Path(FOLDER, "feeds/mine.ics").read_text() == "mine"


# What must not reach attendees by mistake


def refused(ran: Ran, *words: str) -> None:
    """Check that a publishing is refused, with a reason and a remedy."""
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith("coopsched: not published: ")
    said = " ".join(ran.err.split())
    for each in words:
        assert each in said


@pytest.mark.parametrize(
    "typo",
    [
        ("start: 2027-06-20T10:00", "start: half past ten"),
        ("title: Debate", "tilte: Debate"),
        ("speakers: [ben]", "speakers: [bne]"),
        ("  debate: {title", "  debate: {{title"),
    ],
)
def test_a_typo_in_a_session_does_not_tell_its_subscribers_that_it_is_cancelled(
    publish: Publish, typo: tuple[str, str]
) -> None:
    publish()
    before = everything()
    refused(publish(PROGRAMME.replace(*typo)), "coopsched check")
    assert everything() == before


def test_a_truncated_programme_does_not_cancel_the_rest(publish: Publish) -> None:
    publish(many(48))
    before = everything()
    refused(
        publish(many(20)),
        "28 of the 48 sessions that attendees still expect",
        "--confirm-removals 28",
    )
    assert everything() == before


@pytest.mark.parametrize(("number", "status"), [("27", 1), ("29", 1), ("28", 0)])
def test_removals_are_confirmed_by_their_exact_number(
    publish: Publish, number: str, status: int
) -> None:
    publish(many(48))
    before = everything()
    assert publish(many(20), "--confirm-removals", number).status == status
    assert (everything() == before) == (status == 1)


def test_few_removals_need_no_confirming(publish: Publish) -> None:
    publish(many(48))
    ran = publish(many(46))
    assert ran.status == 0
    assert "2 removed" in ran.out
    assert "STATUS:CANCELLED" in event("s47@conf")


def test_another_programme_is_not_published_over_this_one(publish: Publish) -> None:
    publish()
    before = everything()
    refused(publish(PROGRAMME.replace("key: conf", "key: other")), "another")
    Path(KEPT).rename("kept.json")
    refused(publish(PROGRAMME.replace("key: conf", "key: other")), "another programme, “conf”")
    Path("kept.json").rename(KEPT)
    assert everything() == before


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda text: text[: len(text) // 2], ("is damaged", "line")),
        (lambda _: "", ("is damaged",)),
        (lambda text: text.replace('"opening"', "<<<<<<< HEAD\n", 1), ("git left a conflict",)),
        (lambda text: text.replace('publication": 1', 'publication": 2'), ("version 2", "upgrade")),
    ],
)
def test_a_publication_that_cannot_be_read_is_not_replaced(
    publish: Publish, damage: Callable[[str], str], words: tuple[str, ...]
) -> None:
    publish()
    Path(KEPT).write_text(damage(Path(KEPT).read_text("utf-8")), "utf-8")
    before = everything()
    refused(publish(MOVED), *words, f"bring back {KEPT}")
    assert everything() == before


def test_a_publication_in_another_encoding_is_damaged(publish: Publish) -> None:
    publish()
    Path(KEPT).write_bytes(Path(KEPT).read_text("utf-8").encode("latin-1"))
    refused(publish(MOVED), "it is not in UTF-8")


def test_a_fresh_clone_without_the_publication_does_not_count_anew(publish: Publish) -> None:
    publish()
    publish(MOVED)
    Path(KEPT).unlink()
    before = everything()
    refused(publish(PROGRAMME), "public was published before", f"copy {FOLDER}/publication.json")
    Path(FOLDER, "publication.json").unlink()
    refused(publish(PROGRAMME), "bring one of the two back")
    assert everything().items() <= before.items()


def test_the_remedy_for_a_lost_publication_works(publish: Publish) -> None:
    publish()
    publish(MOVED)
    Path(KEPT).write_bytes(Path(FOLDER, "publication.json").read_bytes())
    assert publish(PROGRAMME).status == 0
    assert sequence("debate@conf") == 2


def test_an_old_publication_does_not_set_attendees_back(publish: Publish) -> None:
    publish()
    old = Path(KEPT).read_bytes()
    publish(MOVED)
    Path(KEPT).write_bytes(old)
    before = everything()
    refused(publish(PROGRAMME.replace("Debate", "Grand debate")), "publication 2")
    assert everything() == before


def test_a_publication_that_went_another_way_is_refused(publish: Publish) -> None:
    publish()
    old = Path(KEPT).read_bytes()
    publish(MOVED)
    one = Path(KEPT).read_bytes()
    Path(KEPT).write_bytes(old)
    Path(FOLDER).rename("elsewhere")
    assert publish(PROGRAMME.replace("Debate", "Grand debate")).status == 0
    Path(KEPT).write_bytes(one)
    refused(publish(MOVED), "calendars would not see some changes")


def test_a_folder_that_is_behind_is_brought_up_to_date(publish: Publish, run: Run) -> None:
    publish()
    Path("mirror").mkdir()
    publish(MOVED)
    ran = run("publish", "--feeds", "programme.yaml", "mirror")
    assert ran.status == 0
    ours = {str(p.relative_to(FOLDER)): p.read_bytes() for p in Path(FOLDER).rglob("*.*")}
    theirs = {str(p.relative_to("mirror")): p.read_bytes() for p in Path("mirror").rglob("*.*")}
    assert ours == theirs


def test_a_renamed_room_does_not_turn_an_address_into_a_404(publish: Publish) -> None:
    publish()
    renamed = PROGRAMME.replace("attic: {name: Attic", "loft: {name: Attic, was: [attic]")
    ran = publish(renamed.replace("rooms: [attic]", "rooms: [loft]"))
    assert ran.status == 0
    for room in ("attic", "loft"):
        assert "UID:opening@conf" in event("opening@conf", f"feeds/nl/room/{room}.ics")


def test_a_speaker_who_is_gone_keeps_the_feed(publish: Publish) -> None:
    publish()
    gone = PROGRAMME.replace("  ben: {name: Ben Okri}\n", "").replace(", speakers: [ben]", "")
    assert publish(gone).status == 0
    feed = Path(FOLDER, "feeds/nl/speaker/ben.ics").read_bytes()
    assert feed.startswith(b"BEGIN:VCALENDAR")
    assert b"UID:debate@conf" not in feed


def test_new_keys_for_all_are_refused_and_rematch_keeps_their_uids(publish: Publish) -> None:
    titles = [f"Talk of {word}" for word in ("apples", "bread", "cider", "dates", "eggs", "figs")]

    def keyed(prefix: str) -> str:
        return HEAD + "".join(
            f"  {prefix}{i}: {{title: {title}, start: 2027-06-19T{10 + i}:00, minutes: 30, "
            "speakers: [ana]}\n"
            for i, title in enumerate(titles)
        )

    publish(keyed("a"))
    before = everything()
    refused(publish(keyed("b")), "--rematch")
    assert everything() == before
    ran = publish(keyed("b"), "--rematch")
    assert ran.status == 0
    assert sequence("a3@conf") == 0
    assert "With another key only (6)" in ran.out


def test_a_conflict_does_not_stop_it(publish: Publish) -> None:
    ran = publish(CLASH)
    assert ran.status == 0
    assert "published with 2 errors: number 1" in ran.out


def test_a_conflict_stops_it_where_it_has_to_be_clean(publish: Publish) -> None:
    publish()
    before = everything()
    refused(publish(CLASH, "--require-clean"), "programme.yaml has 2 errors", "coopsched check")
    assert everything() == before
    assert publish(MOVED, "--require-clean").status == 0


@pytest.mark.parametrize("at", ["yesterday", "2027-06-19", "11:45", "2027-06-31T10:00Z"])
def test_a_moment_that_is_none_is_refused(run: Run, at: str) -> None:
    Path("programme.yaml").write_text(PROGRAMME, "utf-8")
    ran = run("publish", "--feeds", "--at", at, "programme.yaml", FOLDER)
    assert (ran.status, ran.out) == (2, "")
    assert "--at" in ran.err


# Looking first


def test_a_dry_run_says_what_attendees_would_see_and_writes_nothing(publish: Publish) -> None:
    publish(many(10).replace("sessions:\n", "tracks:\n  x: {title: X}\nsessions:\n"))
    before = everything()
    later = many(10).replace(
        "s1: {title: Talk 1, start: 2027-06-19T01", "s1: {title: Talk 1, start: 2027-06-19T21"
    )
    later = later.replace("title: Talk 2,", "title: Speech 2,")
    later = later.replace("minutes: 30}\n  s4", "minutes: 30, status: cancelled}\n  s4")
    later = re.sub(r"  s9: .*\n", "", later) + f"  debate: {{title: Debate, {DEBATE}}}\n"
    ran = publish(later, "--dry-run")
    assert (ran.status, ran.err) == (0, "")
    assert "1 cancelled, 1 removed, 1 new, 1 moved, 1 in texts only" in ran.out
    for heading, key in (
        ("Cancelled (1)", "s3"),
        ("Removed: shown as cancelled (1)", "s9"),
        ("New (1)", "debate"),
        ("Moved (1)", "s1"),
        ("Changed in texts only (1)", "s2"),
        ("To be told (1)", "Ben Okri: Debate (new)"),
    ):
        assert key in ran.out.split(heading)[1].split("\n\n")[0]
    assert "Feeds that change, in each language" in ran.out
    assert "nothing is written: without --dry-run, " in ran.out
    assert all(len(line) <= 80 for line in ran.out.splitlines())
    assert everything() == before


def test_a_dry_run_says_why_it_would_be_refused(publish: Publish) -> None:
    publish(many(48))
    ran = publish(many(20), "--dry-run")
    assert ran.status == 1
    assert "28 removed" in ran.out
    assert "this would be refused: 28 of the 48 sessions" in ran.err


def test_a_dry_run_leaves_no_folder_behind(publish: Publish) -> None:
    assert publish(PROGRAMME, "--dry-run").status == 0
    assert sorted(path.name for path in Path().iterdir()) == ["programme.yaml"]


def test_a_preview_is_marked_and_nothing_is_kept(publish: Publish, run: Run) -> None:
    site = "site: {url: https://example.org}\n"
    Path("programme.yaml").write_text(site + MOVED, "utf-8")
    ran = run("publish", "--feeds", "--preview", "programme.yaml", "preview")
    assert (ran.status, ran.err) == (0, "")
    assert sorted(path.name for path in Path().iterdir()) == ["preview", "programme.yaml"]
    assert not Path("preview/publication.json").exists()
    assert "Disallow: /" in Path("preview/robots.txt").read_text()
    for path in Path("preview").rglob("*.ics"):
        text = path.read_bytes().replace(b"\r\n ", b"").decode()
        assert "\r\nX-WR-CALNAME:PREVIEW: Conference" in text
        assert "\r\nSOURCE" not in text


def test_a_preview_of_a_change_does_not_touch_attendees(publish: Publish, run: Run) -> None:
    publish()
    before = everything()
    Path("programme.yaml").write_text(MOVED, "utf-8")
    ran = run("publish", "--feeds", "--preview", "programme.yaml", FOLDER)
    assert ran.status == 1
    assert "public is what attendees subscribe to" in ran.err
    assert run("publish", "--feeds", "--preview", "programme.yaml", "preview").status == 0
    assert "SEQUENCE:1" in Path("preview/feeds/fr/room/cellar.ics").read_text("utf-8")
    assert everything() == before


def test_a_preview_follows_the_one_before(run: Run) -> None:
    Path("programme.yaml").write_text(PROGRAMME, "utf-8")
    run("publish", "--feeds", "--preview", "programme.yaml", "preview")
    Path("programme.yaml").write_text(PROGRAMME.replace("attic", "loft"), "utf-8")
    assert run("publish", "--feeds", "--preview", "programme.yaml", "preview").status == 0
    assert sorted(path.stem for path in Path("preview/feeds/fr/room").iterdir()) == [
        "cellar",
        "loft",
    ]


def test_a_preview_says_what_would_not_be_published(publish: Publish, run: Run) -> None:
    publish(many(48))
    Path("programme.yaml").write_text(many(20), "utf-8")
    ran = run("publish", "--feeds", "--preview", "programme.yaml", "preview")
    assert ran.status == 0
    assert "this would not be published: 28 of the 48 sessions" in " ".join(ran.err.split())


def test_what_others_wrote_is_no_place_for_a_preview(run: Run) -> None:
    Path("programme.yaml").write_text(PROGRAMME, "utf-8")
    Path("site").mkdir()
    Path("site/robots.txt").write_text("User-agent: *\n")
    ran = run("publish", "--feeds", "--preview", "programme.yaml", "site")
    assert ran.status == 1
    assert "site holds what no preview has written" in ran.err
    assert [path.name for path in Path("site").iterdir()] == ["robots.txt"]


def test_a_preview_is_not_what_attendees_subscribe_to(publish: Publish, run: Run) -> None:
    Path("programme.yaml").write_text(PROGRAMME, "utf-8")
    run("publish", "--feeds", "--preview", "programme.yaml", FOLDER)
    refused(publish(), "public holds a preview")
    assert not Path(KEPT).exists()


def test_a_preview_has_to_be_clean_where_that_is_wished(run: Run) -> None:
    Path("programme.yaml").write_text(CLASH, "utf-8")
    more = ("--preview", "--require-clean")
    ran = run("publish", "--feeds", *more, "programme.yaml", "preview")
    assert ran.status == 1
    assert "programme.yaml has 2 errors" in ran.err
    assert not Path("preview").exists()


@pytest.mark.parametrize(
    "more", [("--preview", "--dry-run"), ("--preview", "--confirm-removals=3")]
)
def test_wishes_that_do_not_go_together_are_refused(run: Run, more: tuple[str, ...]) -> None:
    ran = run("publish", "--feeds", *more, "programme.yaml", "preview")
    assert (ran.status, ran.out) == (2, "")
    assert "--preview" in ran.err


# What scripts and pipelines get


def summary_of(publish: Publish, text: str, *more: str) -> dict[str, object]:
    """Publish, and return the summary, of which the schema says that it is one."""
    publish(text, *more, "--summary", "summary.json")
    found: dict[str, object] = json.loads(Path("summary.json").read_text("utf-8"))
    jsonschema.validate(found, json.loads(SCHEMA.read_text("utf-8")))
    return found


def test_a_summary_tells_scripts_what_became_of_it(publish: Publish) -> None:
    first = summary_of(publish, PROGRAMME)
    assert (first["outcome"], first["serial"], first["new"]) == (
        "published",
        1,
        ["opening", "debate"],
    )
    assert first["errors"] == 0
    assert "feeds/fr/room/attic.ics" in str(first["written"])
    moved = summary_of(publish, MOVED)
    assert (moved["outcome"], moved["serial"], moved["moved"]) == ("published", 2, ["debate"])
    assert moved["tell"] == [{"speaker": "ben", "name": "Ben Okri", "sessions": ["debate"]}]
    assert "room/cellar" in str(moved["feeds"])
    same = summary_of(publish, MOVED)
    assert (same["outcome"], same["serial"], same["written"]) == ("unchanged", 2, [])
    looked = summary_of(publish, PROGRAMME, "--dry-run")
    assert (looked["outcome"], looked["serial"], looked["moved"]) == ("dry-run", 2, ["debate"])
    Path(KEPT).write_text("")
    broken = summary_of(publish, PROGRAMME)
    assert (broken["outcome"], broken["serial"]) == ("refused", None)
    assert "bring back" in str(broken["refusals"])


def test_a_summary_tells_what_is_refused_and_what_is_a_preview(publish: Publish) -> None:
    publish(many(48))
    report = summary_of(publish, many(20))
    assert (report["outcome"], report["serial"], report["written"]) == ("refused", 1, [])
    assert "--confirm-removals 28" in str(report["refusals"])
    assert len(str(report["removed"]).split()) == 28
    Path(FOLDER).rename("elsewhere")
    assert summary_of(publish, many(48), "--preview")["outcome"] == "preview"
    Path(FOLDER).rename("preview")
    Path("elsewhere").rename(FOLDER)
    assert summary_of(publish, many(48), "--preview")["outcome"] == "refused"


def test_a_pipeline_that_keeps_nothing_is_warned(
    publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "true")
    ran = publish()
    assert ran.status == 0
    assert "must be kept after this pipeline" in ran.err
    assert publish(MOVED).err == ""


def test_what_is_private_leaves_the_file_in_no_output(publish: Publish) -> None:
    link = f"{{kind: join, url: 'https://example.org/{TOKEN}', private: true}}"
    hidden = f"title: Opening, x-phone: {TOKEN}, links: [{link}]"
    text = PROGRAMME.replace("title: Opening", hidden)
    text += f"  secret: {{title: {TOKEN}, status: draft}}\nx-notes: {TOKEN}\n"
    publish(text, "--summary", "summary.json")
    publish(text.replace("10:00", "10:15"), "--summary", "summary.json")
    published = {**everything(), "summary.json": Path("summary.json").read_bytes()}
    assert [name for name, data in published.items() if TOKEN.encode() in data] == []


@pytest.mark.parametrize(
    ("stands", "message"),
    [
        (lambda: Path(FOLDER).write_text(""), "public: a folder must be here, and this is none"),
        (lambda: Path(FOLDER).symlink_to(FOLDER), "public: a folder must be here"),
        (lambda: Path(KEPT).mkdir(), "programme.publication.json: Is a directory"),
    ],
)
def test_what_stands_in_the_way_is_one_message(
    publish: Publish, stands: Callable[[], object], message: str
) -> None:
    stands()
    ran = publish()
    assert (ran.status, ran.out) == (2, "")
    assert message in ran.err
    assert ran.err.count("\n") == 1
    assert ran.err.endswith(": nothing is published\n")


# Killed, and at once

COMMAND = (sys.executable, "-m", "coopsched", "publish", "--feeds")


@pytest.mark.parametrize("seed", range(3))
def test_a_kill_at_a_random_moment_is_made_good_by_the_next_run(
    publish: Publish, tmp_path: Path, seed: int
) -> None:
    publish(many(30))
    before = everything()
    moment = "2027-05-20T12:00Z"
    later = many(30).replace(":00, minutes: 30", ":15, minutes: 30")
    Path("programme.yaml").write_text(later, "utf-8")
    with subprocess.Popen([*COMMAND, "--at", moment, "programme.yaml", FOLDER]) as process:
        while process.poll() is None and not Path(FOLDER, ".coopsched").exists():
            time.sleep(0.001)
        time.sleep(seed * 0.015)
        process.send_signal(signal.SIGKILL)
    killed = everything()
    publish_again = subprocess.run(
        [*COMMAND, "--at", moment, "programme.yaml", FOLDER], capture_output=True, check=False
    )
    assert publish_again.returncode == 0
    after = everything()
    for name, data in killed.items():
        if not name.startswith(f"{FOLDER}/."):
            assert data in (before.get(name), after.get(name)), name
    assert [name for name in after if name.startswith(f"{FOLDER}/.")] == []
    assert sequence("s7@conf") == 1
    assert json.loads(after[KEPT])["serial"] == 2


def test_the_run_that_completes_a_killed_one_says_what_that_changed(
    publish: Publish, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(many(2))

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("coopsched.delivering.folder._carry_out", killed)
        publish(many(2).replace(":00, minutes: 30", ":15, minutes: 30"))
    assert Path(FOLDER, ".coopsched").exists()
    ran = run("publish", "--feeds", "--summary", "s.json", "programme.yaml", FOLDER)
    assert "Moved (2)" in ran.out
    assert "published: number 2" in ran.out
    summary = json.loads(Path("s.json").read_text("utf-8"))
    assert (summary["outcome"], summary["moved"]) == ("published", ["s0", "s1"])
    assert f"{FOLDER}/feeds/fr/programme.ics".removeprefix(f"{FOLDER}/") in summary["written"]
    again = run("publish", "--feeds", "programme.yaml", FOLDER)
    assert "nothing changed" in again.out


def test_a_refused_run_tells_what_the_interrupted_one_changed_and_no_more(
    publish: Publish, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(many(2))

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("coopsched.delivering.folder._carry_out", killed)
        publish(many(2).replace("T00:00, minutes: 30", "T00:15, minutes: 30"))
    ran = publish(many(2).replace("T01:00, minutes: 30", "T0100, minutes: 30"), "--summary", "s")
    assert ran.status == 1
    assert "Moved (1)" in ran.out
    assert "an interrupted publishing was completed: number 2" in ran.out
    assert "could not be read" in " ".join(ran.err.split())
    summary = json.loads(Path("s").read_text("utf-8"))
    assert (summary["outcome"], summary["serial"], summary["moved"]) == ("refused", 2, ["s0"])
    assert summary["removed"] == []


def test_a_folder_without_a_name_is_refused(run: Run) -> None:
    Path("programme.yaml").write_text(PROGRAMME, "utf-8")
    ran = run("publish", "--feeds", "programme.yaml", "")
    assert ran.status == 2
    assert "the folder has no name" in ran.err


def test_two_publishers_at_once_lose_no_number(publish: Publish) -> None:
    publish(many(5))
    found = []
    for minute in (10, 20, 30):
        text = many(5).replace(":00, minutes", f":{minute}, minutes")
        Path(f"{minute}.yaml").write_text(text, "utf-8")
        more = ["--publication", KEPT, f"{minute}.yaml", FOLDER]
        found.append(subprocess.Popen([*COMMAND, *more], stdout=subprocess.DEVNULL))
    assert [process.wait(timeout=120) for process in found] == [0, 0, 0]
    assert json.loads(Path(KEPT).read_text("utf-8"))["serial"] == 4
    assert sequence("s3@conf") == 3


def test_the_same_bytes_whatever_the_machine(publish: Publish) -> None:
    Path("programme.yaml").write_text(CLASH, "utf-8")
    folders = []
    for hash_seed, zone, language in (("1", "UTC", "C"), ("2", "Asia/Tokyo", "fr_FR.UTF-8")):
        folder = Path(f"folder-{hash_seed}")
        folders.append(folder)
        subprocess.run(
            [
                *COMMAND, "--at", "2027-05-01T12:00Z", "--publication", f"{folder}.json",
                "programme.yaml", str(folder),
            ],
            env={**os.environ, "PYTHONHASHSEED": hash_seed, "TZ": zone, "LC_ALL": language},
            stdout=subprocess.DEVNULL,
            check=True,
        )  # fmt: skip
    one, two = (
        {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.*")}
        for folder in folders
    )
    assert one == two


def test_what_an_interrupted_run_agreed_on_is_what_a_dry_run_counts_from(
    publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish()
    with monkeypatch.context() as patched:
        patched.setattr(
            "coopsched.delivering.folder._carry_out",
            lambda *_: (_ for _ in ()).throw(OSError(5, "Input/output error", "public/x")),
        )
        ran = publish(MOVED)
        assert ran.status == 2
        assert "publish again when this is mended: it goes on from where it is" in ran.err
    ran = publish(MOVED, "--dry-run")
    assert "nothing changes" in ran.out
    assert publish(MOVED).status == 0
    assert sequence("debate@conf") == 1
