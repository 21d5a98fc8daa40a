"""Reading: from files and texts to documents."""

from coopsched.reading.decoding import Limits
from coopsched.reading.errors import ReadError
from coopsched.reading.files import loads, read

__all__ = ["Limits", "ReadError", "loads", "read"]
