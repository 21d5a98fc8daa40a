"""What the arguments of several commands share. Nothing here imports what a command needs."""

import argparse

TYPE_CHECKING = False  # importing typing would take longer than all of `--help`

if TYPE_CHECKING:
    import datetime as dt

    # The standard library gives what add_subparsers returns no public name.
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001  see above

    # Groups take arguments as parsers do.
    Command = argparse._ActionsContainer  # noqa: SLF001  see above

PROGRAMME = "a programme, in any format that is read; - is standard input"
USUAL = "default: programme.yaml, or data/programme.yaml"


class Formatter(argparse.RawDescriptionHelpFormatter):
    """Keeps the line breaks of examples, and room for the names of options."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=28, width=80)


def add_command(
    commands: "Subparsers", name: str, purpose: str, example: str
) -> argparse.ArgumentParser:
    """Return the parser of a new command."""
    return commands.add_parser(
        name,
        help=purpose,
        description=purpose[0].upper() + purpose[1:] + ".",
        epilog=f"Example:\n{example}",
        formatter_class=Formatter,
        allow_abbrev=False,
    )


def add_colour(command: "Command") -> None:
    """Add what decides on colours."""
    command.add_argument(
        "--colour",
        "--color",
        choices=("auto", "always", "never"),
        default="auto",
        help="colour the output (auto: where a terminal shows it, unless NO_COLOR is set)",
    )


def add_hint(command: "Command") -> None:
    """Add what is told of a file that another tool wrote."""
    command.add_argument(
        "--hint",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="what a file of another tool does not say: timezone=Europe/Brussels, "
        "date=2017-06-20, day-first=yes, column.title=Titel, encoding=…",
    )


def add_settings(command: "Command", what: str) -> None:
    """Add what is set for rules: `what` says what for, with an example."""
    command.add_argument(
        "--set", action="append", default=[], metavar="RULE=VALUE", dest="set_", help=what
    )
    command.add_argument("--settings", metavar="FILE", help="instead of the coopsched.yaml beside")


def add_today(command: "Command") -> None:
    """Add the date by which is judged."""
    command.add_argument(
        "--today", type=date, metavar="DATE", help="judge the ends of allowances by this date"
    )


def add_publication(command: "Command") -> None:
    """Add the place of what is kept of a publishing."""
    command.add_argument(
        "--publication",
        metavar="PATH",
        help="what was published (default: NAME.publication.json beside NAME.yaml)",
    )


def add_times(command: "Command") -> None:
    """Add how feeds write times."""
    command.add_argument(
        "--times",
        choices=("utc", "local"),
        default="utc",
        help="how feeds write times (default: utc, which all calendars read right)",
    )


def add_moment(command: "Command") -> None:
    """Add the moment at which is published."""
    command.add_argument(
        "--at", metavar="MOMENT", help="what counts as now: 2017-06-01T12:00Z (default: the clock)"
    )


def date(text: str) -> "dt.date":
    """Read a date."""
    from coopsched.moment import calendar_date

    try:
        return calendar_date(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def count(text: str) -> int:
    """Read a whole number above 0."""
    if not text.isdecimal() or len(text) > 9 or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above 0")
    return int(text)


def port(text: str) -> int:
    """Read a port; 0 is any that is free."""
    if not text.isdecimal() or len(text) > 5 or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is no port: write a number up to 65535")
    return int(text)
