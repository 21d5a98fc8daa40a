"""The arguments of the commands that publish. Nothing here imports what they need to run."""

from coopsched.cli.options import (
    PROGRAMME,
    USUAL,
    add_colour,
    add_command,
    add_hint,
    add_moment,
    add_publication,
    add_times,
    count,
    port,
)

TYPE_CHECKING = False  # importing typing would take longer than all of `--help`

if TYPE_CHECKING:
    from coopsched.cli.options import Subparsers

_CHOICES = {
    "room": "only what is held in a room: a key, or part of a name",
    "speaker": "only what somebody is in",
    "track": "only what is in a track",
    "kind": "only what is of a kind: workshop",
    "session": "only one session",
}


def publish(commands: "Subparsers") -> None:
    """Add `publish`."""
    command = add_command(
        commands,
        "publish",
        "write what people look at and subscribe to into a folder, for any web server",
        "  coopsched publish programme.yaml public\n"
        "  coopsched publish --dry-run programme.yaml public\n"
        "  coopsched publish --preview programme.yaml preview\n"
        "  coopsched publish --feeds programme.yaml public\n"
        "\n"
        "What was published is kept beside the programme, in programme.publication.json:\n"
        "commit it with the programme. Refused is what would tell people by mistake that\n"
        "sessions are gone; conflicts between sessions are no reason, but with\n"
        "--require-clean. What others have put into the folder stays; pages that others\n"
        "have made are not replaced.\n"
        "What was made is remembered in the user's cache, so that the next run makes only\n"
        "what changes; COOPSCHED_CACHE names another folder for that, or is off.\n"
        "Exit status: 0 published, or nothing to publish; 1 refused; 2 could not run.",
    )
    command.add_argument("programme", metavar="PROGRAMME", help=PROGRAMME)
    command.add_argument("folder", metavar="FOLDER", help="what is published; made if not there")
    command.add_argument(
        "--feeds", action="store_true", help="write the feeds alone; pages there stay as they are"
    )
    command.add_argument(
        "--dry-run", action="store_true", help="say what attendees would see; write nothing"
    )
    command.add_argument(
        "--preview",
        action="store_true",
        help="for reviewers, in a folder of its own: called a preview, and nothing is kept",
    )
    add_publication(command)
    add_times(command)
    add_moment(command)
    command.add_argument(
        "--confirm-removals",
        type=count,
        metavar="N",
        help="exactly so many sessions that attendees expect may go",
    )
    command.add_argument(
        "--rematch",
        action="store_true",
        help="where all keys are new: recognise sessions by title and speakers",
    )
    command.add_argument(
        "--require-clean", action="store_true", help="publish nothing while there are errors"
    )
    command.add_argument(
        "--summary", metavar="FILE", help="write what became of it, as JSON, for scripts"
    )
    add_hint(command)
    add_colour(command)


def forget(commands: "Subparsers") -> None:
    """Add `forget`."""
    command = add_command(
        commands,
        "forget",
        "remove a person from what was published, and say what that cannot reach",
        "  coopsched forget ana-perez programme.yaml --folder public\n"
        "  coopsched forget ana-perez programme.yaml --folder public --write\n"
        "\n"
        "Nothing is written without --write.\n"
        "Exit status: 0 done or shown, 1 refused, 2 could not run.",
    )
    command.add_argument("speaker", metavar="SPEAKER", help="a key, or part of a name")
    command.add_argument("programme", nargs="?", metavar="PROGRAMME", help=USUAL)
    command.add_argument(
        "--folder", metavar="FOLDER", help="publish the programme there anew, without the person"
    )
    add_publication(command)
    add_times(command)
    add_moment(command)
    add_hint(command)
    command.add_argument("--write", action="store_true", help="do it")
    command.set_defaults(rematch=False)


def feed(commands: "Subparsers") -> None:
    """Add `feed`."""
    command = add_command(
        commands,
        "feed",
        "print one feed: a choice of sessions in a language, as a calendar",
        "  coopsched feed --language fr --speaker ana-perez programme.yaml\n"
        "  coopsched feed --kind workshop --output workshops.ics programme.yaml\n"
        "\n"
        "Exit status: 0 written, 1 written without what has errors, 2 could not run.",
    )
    command.add_argument("programme", metavar="PROGRAMME", help=PROGRAMME)
    command.add_argument("--language", metavar="TAG", help="default: the programme's first")
    choice = command.add_argument_group("which sessions (several times for more of them)")
    for name, what in _CHOICES.items():
        choice.add_argument(
            f"--{name}",
            action="append",
            default=[],
            metavar="NAME",
            help=what,
        )
    choice.add_argument(
        "--understood", action="store_true", help="only what a reader of the language can follow"
    )
    choice.add_argument("--permanent", action="store_true", help="only what is there all the time")
    add_publication(command)
    add_times(command)
    add_moment(command)
    add_hint(command)
    command.add_argument("--output", metavar="FILE", help="write to a file, whole or not at all")


def serve(commands: "Subparsers") -> None:
    """Add `serve`."""
    command = add_command(
        commands,
        "serve",
        "show the site of a programme while it is written, or serve a published folder",
        "  coopsched serve programme.yaml\n"
        "  coopsched serve public\n"
        "  coopsched serve public --host 0.0.0.0 --port 8080\n"
        "\n"
        "A programme is shown as it would be published now, with its findings beside the\n"
        "sessions; pages follow when the file is saved, and nothing is written. A folder\n"
        "is served as it is, for small events.\n"
        "Exit status: 130 when Ctrl-C ends it, 2 could not begin.",
    )
    command.add_argument(
        "what",
        metavar="WHAT",
        help="a programme, in any format that is read; or what `coopsched publish` has written",
    )
    command.add_argument(
        "--host", default="127.0.0.1", metavar="ADDRESS", help="default: 127.0.0.1, this machine"
    )
    command.add_argument(
        "--port", type=port, default=8000, metavar="N", help="default: 8000; 0 is any that is free"
    )
    add_publication(command)
    add_hint(command)
