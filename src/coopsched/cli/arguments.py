"""The arguments of all commands. Nothing here imports what a command needs to run."""

import argparse

TYPE_CHECKING = False  # importing typing would take longer than all of `--help`

if TYPE_CHECKING:
    import datetime as dt

FORMATS = ("text", "concise", "json", "sarif", "junit", "github")
_PROGRAMME = "a programme file; - is standard input"

if TYPE_CHECKING:
    # The standard library gives what add_subparsers returns no public name.
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001  see above


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Keeps the line breaks of examples, and room for the names of options."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=28, width=80)


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    top = argparse.ArgumentParser(
        prog="coopsched",
        description="Read, check and show a conference programme.",
        epilog="Example: coopsched check programme.yaml\n"
        "`coopsched COMMAND --help` tells more about a command.",
        formatter_class=_Formatter,
        allow_abbrev=False,
    )
    top.add_argument("--version", action="store_true", help="print the version and stop")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    _check(commands)
    _explain(commands)
    _show(commands)
    _new(commands)
    _schema(commands)
    return top


def _command(
    commands: "Subparsers", name: str, purpose: str, example: str
) -> argparse.ArgumentParser:
    return commands.add_parser(
        name,
        help=purpose,
        description=purpose[0].upper() + purpose[1:] + ".",
        epilog=f"Example:\n{example}",
        formatter_class=_Formatter,
        allow_abbrev=False,
    )


def _colour(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--colour",
        "--color",
        choices=("auto", "always", "never"),
        default="auto",
        help="colour the output (auto: where a terminal shows it, unless NO_COLOR is set)",
    )


def _check(commands: "Subparsers") -> None:
    command = _command(
        commands,
        "check",
        "find what is wrong with a programme, and where",
        "  coopsched check programme.yaml\n"
        "  coopsched check --select speaker-double-booking --format json programme.yaml\n"
        "\n"
        "Exit status: 0 nothing wrong, 1 findings, 2 could not run.",
    )
    command.add_argument("files", nargs="+", metavar="FILE", help=f"{_PROGRAMME}; a glob")
    choice = command.add_argument_group("which findings")
    for name, verb in (("--select", "run only these rules"), ("--ignore", "leave out these rules")):
        choice.add_argument(
            name, action="append", default=[], metavar="RULES", help=f"{verb} (a,b,…)"
        )
    choice.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="RULE=VALUE",
        dest="set_",
        help="set a severity, or an option: no-lunch=off, pause-too-short.minutes=10",
    )
    choice.add_argument("--settings", metavar="FILE", help="instead of the coopsched.yaml beside")
    choice.add_argument(
        "--today", type=_date, metavar="DATE", help="judge the ends of allowances by this date"
    )
    choice.add_argument(
        "--limit",
        action="append",
        default=[],
        metavar="NAME=N",
        help="read more than usual: size (bytes), line, depth, nodes, sessions",
    )
    choice.add_argument("--strict", action="store_true", help="exit with 1 for warnings too")
    choice.add_argument(
        "--accept", metavar="REASON", help="accept today's findings, in the coopsched.yaml beside"
    )
    output = command.add_argument_group("output")
    output.add_argument("--format", choices=FORMATS, default="text", help="default: text")
    output.add_argument("--output", metavar="FILE", help="write to a file, whole or not at all")
    output.add_argument(
        "--max-findings", type=_count, metavar="N", help="show at most so many; all are counted"
    )
    output.add_argument("--verbose", action="store_true", help="say which rules were not run")
    _colour(output)  # type: ignore[arg-type]  # a group takes arguments as a parser does


def _explain(commands: "Subparsers") -> None:
    command = _command(
        commands,
        "explain",
        "show the page of a rule: what it finds, and what to do",
        "  coopsched explain speaker-double-booking",
    )
    command.add_argument("rule", nargs="?", metavar="RULE", help="absent: list all rules")


def _show(commands: "Subparsers") -> None:
    command = _command(
        commands,
        "show",
        "show the programme in the terminal, conflicts marked",
        "  coopsched show programme.yaml\n"
        "  coopsched show --grid programme.yaml\n"
        "  coopsched show --at 11:45 --language nl programme.yaml",
    )
    command.add_argument("file", metavar="FILE", help=_PROGRAMME)
    command.add_argument("--grid", action="store_true", help="rooms across, time down")
    command.add_argument(
        "--at", metavar="TIME", help="what is held then: 11:45, 'fri 11:45', 2017-06-20T11:45"
    )
    command.add_argument("--speaker", metavar="WHO", help="a key, or part of a name")
    command.add_argument("--room", metavar="WHERE", help="a key, or part of a name")
    command.add_argument("--language", metavar="TAG", help="what a reader of it can follow: nl")
    command.add_argument("--width", type=_count, metavar="N", help="default: the terminal's")
    _colour(command)


def _new(commands: "Subparsers") -> None:
    command = _command(
        commands,
        "new",
        "write a programme to begin with, with comments",
        "  coopsched new programme.yaml",
    )
    command.add_argument(
        "file", nargs="?", default="programme.yaml", metavar="FILE", help="- prints it"
    )


def _schema(commands: "Subparsers") -> None:
    _command(
        commands,
        "schema",
        "print the JSON Schema of the programme file, for editors",
        "  coopsched schema > programme.schema.json\n"
        "  and in the first line of the programme:\n"
        "  # yaml-language-server: $schema=programme.schema.json",
    )


def _date(text: str) -> "dt.date":
    from coopsched.moment import calendar_date

    try:
        return calendar_date(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _count(text: str) -> int:
    if not text.isdecimal() or len(text) > 9 or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above 0")
    return int(text)
