"""Pages made of templates, in which every text is escaped. Alone imports Jinja2."""

from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket

_FOLDER = Path(__file__).parent / "templates"


def rendered(name: str, values: Mapping[str, Any]) -> bytes:
    """Return a page: a template with values in it. What a template asks for must be there."""
    text = _environment().get_template(name).render(values)
    return text.encode("utf-8", "replace")


def keep_compiled(folder: Path) -> None:
    """Keep templates in a folder as Python has them, from run to run; it need not be there."""
    _environment().bytecode_cache = _Compiled(str(folder))


class _Compiled(FileSystemBytecodeCache):
    """Compiled templates: a help and no more, whatever is wrong with their files."""

    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            super().load_bytecode(bucket)
        except Exception:  # what is damaged can raise anything when it is read
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            Path(self.directory).mkdir(parents=True, exist_ok=True)
            super().dump_bytecode(bucket)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        extensions=["jinja2.ext.do"],
    )
