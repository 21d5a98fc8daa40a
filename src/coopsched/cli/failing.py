"""What ends a command before it could do its work."""


class CommandError(Exception):
    """One message for the user; the exit status is 2."""
