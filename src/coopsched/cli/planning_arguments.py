"""The arguments of the commands that plan. Nothing here imports what a command needs."""

from coopsched.cli.options import (
    PROGRAMME,
    USUAL,
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
    from coopsched.cli.options import Command, Subparsers


def free(commands: "Subparsers") -> None:
    """Add `coopsched free`."""
    command = add_command(
        commands,
        "free",
        "where a session could go without a new error, and why not elsewhere",
        "  coopsched free programme.yaml futur-du-travail\n"
        "\n"
        "Exit status: 0 there are places, 1 there is none, 2 could not run.",
    )
    command.add_argument("programme", nargs="?", metavar="PROGRAMME", help=f"{PROGRAMME}; {USUAL}")
    command.add_argument("session", metavar="SESSION", help="its key, or a part of its title")
    command.add_argument("--day", metavar="DAY", help="only on this day: its key, or its date")
    command.add_argument("--room", metavar="ROOM", help="only in this room")
    command.add_argument(
        "--most", type=count, default=10, metavar="N", help="show so many places (default: 10)"
    )
    _add_grid(command)
    _add_judging(command)
    _add_output(command)


def repair(commands: "Subparsers") -> None:
    """Add `coopsched repair`."""
    command = add_command(
        commands,
        "repair",
        "the fewest moves that leave no error that a move can clear",
        "  coopsched repair programme.yaml\n"
        "  coopsched repair --keep futur-du-travail --write programme.yaml\n"
        "\n"
        "Exit status: 0 no error is left, 1 some are, 2 could not run.",
    )
    command.add_argument("programme", nargs="?", metavar="PROGRAMME", help=f"{PROGRAMME}; {USUAL}")
    command.add_argument("--only", metavar="DAY", help="repair one day, by moves within it")
    command.add_argument(
        "--move-at-most", type=count, metavar="N", help="no repair that moves more sessions"
    )
    command.add_argument("--write", action="store_true", help="change the file; else only shown")
    _add_keeping(command)
    _add_grid(command)
    _add_judging(command)
    _add_limits(command)
    _add_output(command)


def plan(commands: "Subparsers") -> None:
    """Add `coopsched plan`."""
    command = add_command(
        commands,
        "plan",
        "places for all sessions that have none",
        "  coopsched plan programme.yaml\n"
        "  coopsched plan --timeslots 09:30-10:20,10:30-11:20 --write programme.yaml\n"
        "  coopsched plan --rooms programme.yaml\n"
        "\n"
        "Exit status: 0 all have one, 1 not all, 2 could not run.",
    )
    command.add_argument("programme", nargs="?", metavar="PROGRAMME", help=f"{PROGRAMME}; {USUAL}")
    command.add_argument(
        "--rooms",
        action="store_true",
        help="only tell how many rooms the sessions need where they are, and which for each",
    )
    command.add_argument(
        "--again", action="store_true", help="place anew also what is placed, unless pinned or kept"
    )
    command.add_argument("--write", action="store_true", help="change the file; else only shown")
    _add_keeping(command)
    _add_grid(command)
    _add_judging(command)
    search = command.add_argument_group("the search")
    search.add_argument(
        "--seed", type=int, default=0, metavar="N", help="another number, another search"
    )
    search.add_argument(
        "--iterations", type=count, metavar="N", help="how long to search, whatever the machine"
    )
    _add_limits(search)
    _add_output(command)


def _add_keeping(command: "Command") -> None:
    """Add what must not be moved."""
    command.add_argument(
        "--keep",
        action="append",
        default=[],
        metavar="SESSION",
        help="do not move it: its key, or a part of its title",
    )
    command.add_argument(
        "--at", metavar="MOMENT", help="do not move what begins before: 2017-06-20T12:00"
    )
    command.add_argument("--freeze", choices=("published",), help="do not move what was published")
    add_publication(command)


def _add_grid(command: "Command") -> None:
    """Add when sessions may begin."""
    command.add_argument(
        "--step",
        type=count,
        default=15,
        metavar="MINUTES",
        help="begin at multiples of so many minutes (default: 15), or as others do already",
    )
    command.add_argument(
        "--timeslots",
        metavar="TIMES",
        help="begin with these timeslots, and end within: 09:30-10:20,10:30-11:20",
    )


def _add_judging(command: "Command") -> None:
    """Add what decides which findings count."""
    add_settings(command, "set a severity, a weight or an option: language-gap.weight=5")
    add_today(command)
    add_hint(command)


def _add_limits(command: "Command") -> None:
    """Add how long to search."""
    command.add_argument(
        "--seconds", type=count, metavar="N", help="stop after so long with the best so far"
    )


def _add_output(command: "Command") -> None:
    """Add what decides on the form of the answer."""
    command.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    add_colour(command)
