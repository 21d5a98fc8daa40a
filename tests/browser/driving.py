"""The browser, and visitors who open pages in it. Alone imports Playwright."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit

from browser.installed import chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Dialog, Page, Request, Route, expect
else:
    try:
        from playwright.sync_api import (
            Browser,
            BrowserContext,
            Dialog,
            Page,
            Request,
            Route,
            expect,
        )
    except ImportError:  # the fixtures skip what needs it
        Browser = BrowserContext = Dialog = Page = Request = Route = expect = Any

__all__ = ["Browser", "Page", "Route", "Visiting", "Visitor", "expect", "launched"]

FLAGS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
    "--font-render-hinting=none",
)
PHONE = (390, 844)
LAPTOP = (1280, 800)
WALL = (1920, 1080)
NARROW = (320, 640)


@contextmanager
def launched() -> Iterator[Browser]:
    """Start the browser that the system has; none is ever downloaded."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Visitor:
    """Somebody with a browser of their own, who has never been here before.

    ``address`` is that of the published folder. What goes wrong on any page is collected in
    ``problems``: errors, blocked content, dialogues, requests that fail or go elsewhere.
    """

    context: BrowserContext
    address: str
    problems: list[str] = field(default_factory=list)
    requested: list[str] = field(default_factory=list)
    expects_failures: bool = False
    """Whether requests may fail: whoever is offline knows."""

    @classmethod
    def of(
        cls,
        browser: Browser,
        address: str,
        *,
        size: tuple[int, int] = LAPTOP,
        dark: bool = False,
        script: bool = True,
        zone: str = "Europe/Brussels",
        locale: str = "en-GB",
        workers: bool = False,
    ) -> Self:
        """Return a new visitor. Without ``workers`` nothing is fetched for when there is no net."""
        width, height = size
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            timezone_id=zone,
            locale=locale,
            reduced_motion="reduce",
            service_workers="allow" if workers else "block",
            accept_downloads=True,
        )
        context.set_default_timeout(5_000)
        visitor = cls(context, address)
        context.on("page", visitor._watch)
        context.on("request", visitor._note)
        return visitor

    def open(self, path: str = "") -> Page:
        """Open a page of the folder, in a tab of its own, once its scripts have run."""
        page = self.context.new_page()
        page.goto(self.address + path, wait_until="load")
        return page

    def leave(self) -> list[str]:
        """Close the browser; return what went wrong."""
        self.context.close()
        return self.problems

    def _watch(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.problems.append(f"{page.url}: {error}"))
        page.on("console", lambda message: self._say(page, message.type, message.text))
        page.on("dialog", self._asked)
        page.on("requestfailed", self._failed)

    def _asked(self, dialog: Dialog) -> None:
        self.problems.append(f"dialogue: {dialog.message}")
        dialog.dismiss()

    def _say(self, page: Page, kind: str, text: str) -> None:
        is_ours = text.startswith("Service Worker registration blocked by Playwright")
        if kind in ("error", "warning") and not is_ours and not self.expects_failures:
            self.problems.append(f"{page.url}: {kind}: {text}")

    def _failed(self, request: Request) -> None:
        # A download is a navigation that is given up.
        if not self.expects_failures and request.failure != "net::ERR_ABORTED":
            self.problems.append(f"{request.url}: {request.failure}")

    def _note(self, request: Request) -> None:
        self.requested.append(request.url)
        own, other = urlsplit(self.address), urlsplit(request.url)
        is_own = (own.scheme, own.netloc) == (other.scheme, other.netloc)
        if not is_own and other.scheme not in ("data", "blob", "about"):
            self.problems.append(f"asks elsewhere: {request.url}")


Visiting = Callable[..., Visitor]
"""What makes visitors of a site, by its name or address: see `Visitor.of` for what they may be."""
