"""Short names of sessions, for addresses that hold many of them."""

from hashlib import sha256

_DIGITS = "abcdefghijklmnopqrstuvwxyz234567"
_LENGTH = 7


def code(uid: str) -> str:
    """Return a short name of a session: it stays as its UID does.

    Thirty-five bits: of 1,000 sessions, two share one in a case of 70,000, and are picked together.
    """
    number = int.from_bytes(sha256(uid.encode()).digest()[:5], "big") >> 5
    return "".join(_DIGITS[number >> 5 * place & 31] for place in reversed(range(_LENGTH)))
