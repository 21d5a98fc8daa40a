"""The arguments of all commands. Nothing here imports what a command needs to run."""

import argparse

from coopsched.cli import planning_arguments as planning
from coopsched.cli import publishing_arguments as publishing
from coopsched.cli.options import (
    PROGRAMME,
    USUAL,
    Formatter,
    add_colour,
    add_command,
    add_hint,
    add_publication,
    add_settings,
    add_today,
    count,
)

TYPE_CHECKING = False  # importing typing would take longer than all of `--help`

if TYPE_CHECKING:
    from coopsched.cli.options import Subparsers

FORMATS = ("text", "concise", "json", "sarif", "junit", "github")
TARGETS = ("yaml", "json", "frab-xml", "c3voc-json", "csv", "xlsx", "ical", "markdown")


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    top = argparse.ArgumentParser(
        prog="coopsched",
        description="Read, check, change, convert and publish a conference programme.",
        epilog="Example: coopsched check programme.yaml\n"
        "`coopsched COMMAND --help` tells more about a command.",
        formatter_class=Formatter,
        allow_abbrev=False,
    )
    top.add_argument("--version", action="store_true", help="print the version and stop")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    _check(commands)
    _explain(commands)
    _show(commands)
    _diff(commands)
    _convert(commands)
    _move(commands)
    _cancel(commands)
    _rename(commands)
    planning.free(commands)
    planning.repair(commands)
    planning.plan(commands)
    publishing.publish(commands)
    publishing.forget(commands)
    publishing.feed(commands)
    publishing.serve(commands)
    _new(commands)
    _schema(commands)
    return top


def taken(options: argparse.Namespace, more: list[str]) -> bool:
    """Give names that stand behind options their places, and tell whether each has one.

    argparse deals out what stands before an option as if no more names followed.
    """
    if not more:
        return True
    places = _NAMES.get(options.command, ())
    names = [name for place in places if (name := getattr(options, place)) is not None]
    if len(names) + len(more) > len(places) or any(name.startswith("-") for name in more):
        return False
    vars(options).update(zip(places[-len(names) - len(more) :], [*names, *more], strict=True))
    return True


def _check(commands: "Subparsers") -> None:
    command = add_command(
        commands,
        "check",
        "find what is wrong with a programme, and where",
        "  coopsched check programme.yaml\n"
        "  coopsched check --select speaker-double-booking --format json programme.yaml\n"
        "  coopsched check --picture conflicts.svg programme.yaml\n"
        "\n"
        "Exit status: 0 nothing wrong, 1 findings, 2 could not run.",
    )
    command.add_argument("files", nargs="+", metavar="FILE", help=f"{PROGRAMME}; a glob")
    choice = command.add_argument_group("which findings")
    for name, verb in (("--select", "run only these rules"), ("--ignore", "leave out these rules")):
        choice.add_argument(
            name, action="append", default=[], metavar="RULES", help=f"{verb} (a,b,…)"
        )
    add_settings(choice, "set a severity, or an option: no-lunch=off, pause-too-short.minutes=10")
    add_publication(choice)
    add_today(choice)
    choice.add_argument(
        "--limit",
        action="append",
        default=[],
        metavar="NAME=N",
        help="read more than usual: size (bytes), line, depth, nodes, sessions",
    )
    add_hint(choice)
    choice.add_argument("--strict", action="store_true", help="exit with 1 for warnings too")
    choice.add_argument(
        "--accept", metavar="REASON", help="accept today's findings, in the coopsched.yaml beside"
    )
    choice.add_argument(
        "--against", metavar="OLD", help="only what an earlier version of the file does not have"
    )
    output = command.add_argument_group("output")
    output.add_argument("--format", choices=FORMATS, default="text", help="default: text")
    output.add_argument("--output", metavar="FILE", help="write to a file, whole or not at all")
    output.add_argument(
        "--picture", metavar="FILE", help="also draw the timetable as SVG, conflicts in red"
    )
    output.add_argument(
        "--max-findings", type=count, metavar="N", help="show at most so many; all are counted"
    )
    output.add_argument("--verbose", action="store_true", help="say which rules were not run")
    add_colour(output)


def _explain(commands: "Subparsers") -> None:
    command = add_command(
        commands,
        "explain",
        "show the page of a rule: what it finds, and what to do",
        "  coopsched explain speaker-double-booking",
    )
    command.add_argument("rule", nargs="?", metavar="RULE", help="absent: list all rules")


def _show(commands: "Subparsers") -> None:
    command = add_command(
        commands,
        "show",
        "show the programme in the terminal, conflicts marked",
        "  coopsched show programme.yaml\n"
        "  coopsched show --grid programme.yaml\n"
        "  coopsched show --svg --room aula programme.yaml > grid.svg\n"
        "  coopsched show --at 11:45 --language nl programme.yaml",
    )
    command.add_argument("file", metavar="FILE", help=PROGRAMME)
    form = command.add_mutually_exclusive_group()
    form.add_argument("--grid", action="store_true", help="rooms across, time down")
    form.add_argument("--svg", action="store_true", help="the grid as a picture, for browsers")
    command.add_argument(
        "--at", metavar="TIME", help="what is held then: 11:45, 'fri 11:45', 2017-06-20T11:45"
    )
    command.add_argument("--speaker", metavar="WHO", help="a key, or part of a name")
    command.add_argument("--room", metavar="WHERE", help="a key, or part of a name")
    command.add_argument("--language", metavar="TAG", help="what a reader of it can follow: nl")
    command.add_argument("--width", type=count, metavar="N", help="default: the terminal's")
    add_hint(command)
    add_colour(command)


def _diff(commands: "Subparsers") -> None:
    command = add_command(
        commands,
        "diff",
        "show what changed between two versions, and who must be told",
        "  coopsched diff old.yaml programme.yaml\n"
        "  coopsched diff --format markdown --output changes.md old.yaml programme.yaml\n"
        "  git show HEAD:programme.yaml | coopsched diff - programme.yaml\n"
        "  coopsched diff --published programme.yaml\n"
        "\n"
        "Exit status: 0 nothing changed, 1 something did, 2 could not run.",
    )
    command.add_argument("old", metavar="OLD", help=PROGRAMME)
    command.add_argument("new", nargs="?", metavar="NEW", help="the later version")
    command.add_argument(
        "--published",
        action="store_true",
        help="compare one programme with what attendees were last shown of it",
    )
    add_publication(command)
    add_hint(command)
    command.add_argument(
        "--notable",
        action="store_true",
        help="only what people must be told: times, rooms, status, line-ups, venue",
    )
    command.add_argument(
        "--format",
        choices=("text", "markdown", "json"),
        default="text",
        help="default: text; markdown is a changelog to publish",
    )
    command.add_argument("--output", metavar="FILE", help="write to a file, whole or not at all")
    add_colour(command)


def _convert(commands: "Subparsers") -> None:
    command = add_command(
        commands,
        "convert",
        "write a programme in another format, and say what that cannot hold",
        "  coopsched convert programme.yaml schedule.xml\n"
        "  coopsched convert --to c3voc-json programme.yaml schedule.json\n"
        "  coopsched convert --hint timezone=Europe/Brussels table.csv draft.yaml\n"
        "\n"
        "Exit status: 0 written, 1 written without what has errors in a programme file, or with\n"
        "--strict with losses, 2 could not run.",
    )
    command.add_argument("file", metavar="IN", help=PROGRAMME)
    command.add_argument("output", metavar="OUT", help="the file to write; - is standard output")
    command.add_argument(
        "--to",
        choices=TARGETS,
        metavar="FORMAT",
        help=f"default: by the name of OUT, yaml for -; {', '.join(TARGETS)}",
    )
    command.add_argument("--language", metavar="TAG", help="the texts of one language only: nl")
    add_hint(command)
    command.add_argument("--force", action="store_true", help="write over a file that is there")
    command.add_argument(
        "--strict", action="store_true", help="exit with 1 where something was lost or misread"
    )
    command.add_argument("--verbose", action="store_true", help="name all that is lost")


_EDIT_STATUS = (
    "\nNothing is written without --write.\n"
    "Exit status: 0 done, 1 the change brings an error, 2 could not run."
)

_NAMES = {
    "move": ("programme", "session"),
    "cancel": ("programme", "session"),
    "rename": ("programme", "old", "new"),
    "diff": ("old", "new"),
    "free": ("programme", "session"),
    "forget": ("speaker", "programme"),
}


def _move(commands: "Subparsers") -> None:
    command = add_command(
        commands,
        "move",
        "give a session another time, day or room, as the smallest edit of the file",
        "  coopsched move programme.yaml debate --start 14:00 --room attic\n"
        f"  coopsched move debate --day sat --write\n{_EDIT_STATUS}",
    )
    _edited(command)
    _session_named(command)
    command.add_argument("--start", metavar="TIME", help="14:00, or 2027-05-14T14:00")
    length = command.add_mutually_exclusive_group()
    length.add_argument("--end", metavar="TIME", help="default: it stays as long as it is")
    length.add_argument("--minutes", type=count, metavar="N", help="how long, instead of --end")
    command.add_argument("--day", metavar="DAY", help="a key of `days`, or a date")
    command.add_argument(
        "--room",
        action="append",
        default=[],
        metavar="WHERE",
        help="a key, or part of a name; several times for several rooms",
    )


def _cancel(commands: "Subparsers") -> None:
    command = add_command(
        commands,
        "cancel",
        "cancel a session: it stays in the file, and in calendars as cancelled",
        '  coopsched cancel programme.yaml debate --notice "Ana Pérez is ill"\n'
        f"  coopsched cancel debate --write\n{_EDIT_STATUS}",
    )
    _edited(command)
    _session_named(command)
    command.add_argument("--notice", metavar="TEXT", help="a note for attendees: why, what instead")


def _rename(commands: "Subparsers") -> None:
    command = add_command(
        commands,
        "rename",
        "give a session, speaker, room, track or resource another key, wherever it is named",
        "  coopsched rename programme.yaml ana ana-perez\n"
        f"  coopsched rename --in rooms attic loft --write\n{_EDIT_STATUS}",
    )
    _edited(command)
    command.add_argument("old", metavar="OLD", help="its key now; `was` remembers it")
    command.add_argument("new", metavar="NEW", help="the new key")
    command.add_argument(
        "--in",
        dest="section",
        choices=("sessions", "speakers", "rooms", "tracks", "resources"),
        help="where several have the key",
    )


def _edited(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "programme",
        nargs="?",
        metavar="PROGRAMME",
        help=USUAL,
    )
    command.add_argument("--write", action="store_true", help="change the file")
    add_colour(command)


def _session_named(command: argparse.ArgumentParser) -> None:
    command.add_argument("session", metavar="SESSION", help="a key, or part of a title")


def _new(commands: "Subparsers") -> None:
    command = add_command(
        commands,
        "new",
        "write a programme to begin with, with comments",
        "  coopsched new programme.yaml",
    )
    command.add_argument(
        "file", nargs="?", default="programme.yaml", metavar="FILE", help="- prints it"
    )


def _schema(commands: "Subparsers") -> None:
    add_command(
        commands,
        "schema",
        "print the JSON Schema of the programme file, for editors",
        "  coopsched schema > programme.schema.json\n"
        "  and in the first line of the programme:\n"
        "  # yaml-language-server: $schema=programme.schema.json",
    )
