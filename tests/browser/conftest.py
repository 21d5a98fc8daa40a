"""The sites, and visitors who look at them.

What these tests need is told by `installed.py`: without it they are skipped, and fail in
the pipeline. The browser lives as long as a module of tests: Playwright's loop would be
in the way of others that have one.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from browser.building import built
from browser.driving import Browser, Visiting, Visitor, launched
from browser.installed import FOSDEM, chromium, need, need_module, need_shared
from browser.serving import serving


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Return the browser."""
    need_module("playwright")
    need(chromium())
    with launched() as browser:
        yield browser


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Callable[[str], Path]:
    """Return what finds the folder of a site by its name."""
    shelf = tmp_path_factory.getbasetemp()
    if worker_id != "master":
        shelf = shelf.parent  # that of all processes

    def find(name: str) -> Path:
        if name == "fosdem":
            need_shared(FOSDEM)
        return built(name, shelf)

    return find


@pytest.fixture(scope="session")
def address(site: Callable[[str], Path]) -> Iterator[Callable[[str], str]]:
    """Return what serves a site on the loopback, and finds its address."""
    with ExitStack() as servers:
        known: dict[str, str] = {}

        def find(name: str) -> str:
            if name not in known:
                known[name] = servers.enter_context(serving(site(name)))
            return known[name]

        yield find


@pytest.fixture
def visiting(browser: Browser, address: Callable[[str], str]) -> Iterator[Visiting]:
    """Return what makes visitors of a site. At the end, nothing may have gone wrong for any."""
    visitors: list[Visitor] = []

    def visit(name: str, **how: object) -> Visitor:
        where = name if "://" in name else address(name)
        visitors.append(Visitor.of(browser, where, **how))  # type: ignore[arg-type]  # as they are
        return visitors[-1]

    yield visit
    problems = [problem for visitor in visitors for problem in visitor.leave()]
    assert problems == []
