"""What changed between two versions of a programme, and who must be told."""

from coopsched.comparing.against import Against, against
from coopsched.comparing.beside import SECTIONS, Altered, Beside
from coopsched.comparing.difference import Change, Difference, compare
from coopsched.comparing.fields import FIELDS, NOTABLE, PRIVATE, joining, other_links, private_links
from coopsched.comparing.matching import same_sessions
from coopsched.comparing.telling import Told

__all__ = [
    "FIELDS",
    "NOTABLE",
    "PRIVATE",
    "SECTIONS",
    "Against",
    "Altered",
    "Beside",
    "Change",
    "Difference",
    "Told",
    "against",
    "compare",
    "joining",
    "other_links",
    "private_links",
    "same_sessions",
]
