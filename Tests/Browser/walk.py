"""What a journey does: open browsers as people, sign them in, look at pages, and keep count."""

import re
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlparse

from playwright.sync_api import Browser, BrowserContext, Locator, Page, Response

import accessibility
from server import ROOT, Routes, Server

SCREENSHOTS = ROOT / "var" / "screenshots"
PUBLIC_PAGE_BYTES = 60 * 1024
CODE = re.compile(r"\b(\d{4})\s?(\d{4})\b")


@dataclass(frozen=True)
class Reader:
    """Who looks: a language and a screen."""

    language: str
    locale: str
    zone: str
    width: int
    height: int
    direction: str


DESK = Reader("en", "en-GB", "Europe/Berlin", 1280, 900, "ltr")
PHONES = [
    Reader("ru", "ru-RU", "Asia/Vladivostok", 390, 844, "ltr"),
    Reader("ar", "ar-EG", "Africa/Cairo", 390, 844, "rtl"),
]


@dataclass
class Record:
    """What all journeys together found and saw."""

    passed: int = 0
    failed: int = 0
    pages: set[str] = field(default_factory=set)
    states: int = 0
    weighed: dict[str, int] = field(default_factory=dict)

    def check(self, title: str, problems: list[str]) -> None:
        if problems:
            self.failed += 1
            for problem in problems:
                print(f"FAIL {title}: {problem}", flush=True)
        else:
            self.passed += 1


class JourneyEnded(Exception):
    """A step failed, so the rest of its journey cannot be walked."""


def explain(error: Exception) -> str:
    """Where the journey stood, and the first words of what went wrong."""
    ours = [frame for frame in traceback.extract_tb(error.__traceback__) if "journey_" in frame.filename]
    place = f"{Path(ours[-1].filename).name}:{ours[-1].lineno}: {ours[-1].line}: " if ours else ""
    return f"{place}{type(error).__name__} {next(iter(str(error).splitlines()), '')}".strip()


class Walk:
    """One journey on a server of its own."""

    def __init__(
        self, name: str, server: Server, browser: Browser, routes: Routes, record: Record, javascript: bool = True
    ) -> None:
        self.name = name if javascript else f"{name} without JavaScript"
        self.server = server
        self.browser = browser
        self.routes = routes
        self.record = record
        self.javascript = javascript
        self.troubles: list[str] = []
        self.phones: dict[Reader, Page] = {}
        self.shots = 0

    @contextmanager
    def step(self, title: str) -> Iterator[None]:
        """One thing that somebody does; where it fails, the journey ends."""
        started = time.monotonic()
        problems: list[str] = []
        try:
            yield
        except Exception as error:
            problems = [explain(error)]
        problems += self.take_troubles()
        print(f"  {title} ({time.monotonic() - started:.1f} s)", flush=True)
        self.record.check(f"{self.name}: {title}", problems)
        if problems:
            raise JourneyEnded

    def person(self, reader: Reader = DESK) -> Page:
        """A browser that nobody used before."""
        context = self.browser.new_context(
            base_url=self.server.address,
            locale=reader.locale,
            timezone_id=reader.zone,
            viewport={"width": reader.width, "height": reader.height},
            java_script_enabled=self.javascript,
        )
        context.set_default_timeout(30_000)
        self.choose_language(context, reader)
        self.watch(context)
        return context.new_page()

    def choose_language(self, context: BrowserContext, reader: Reader) -> None:
        """As the language switch does: the choice goes before the account's and the browser's language."""
        context.add_cookies([{"name": "laurel_language", "value": reader.language, "url": self.server.address}])

    def sign_in(self, page: Page, email: str) -> None:
        page.goto("/sign-in")
        page.fill("[name=email]", email)
        page.press("[name=email]", "Enter")
        page.fill("[name=code]", self.code_for(email))
        page.press("[name=code]", "Enter")
        page.wait_for_url(lambda address: "/sign-in" not in address)

    def follow(self, control: Locator) -> None:
        """Clicks a link or a button that leads to another page, which must be there."""
        with control.page.expect_navigation() as navigation:
            control.click()
        answer = navigation.value
        assert answer.ok, f"{answer.status} {answer.url}"

    def mail_for(self, email: str) -> str:
        """The newest mail to an address, as the demonstration shows it."""
        page = self.person()
        page.goto("/demo/mail")
        text = page.locator("article").filter(has_text=email).first.inner_text()
        page.context.close()
        return text

    def code_for(self, email: str) -> str:
        found = CODE.search(self.mail_for(email))
        assert found, f"no code in the newest mail to {email}"
        return "".join(found.groups())

    def look(self, page: Page, state: str, at: str | None = None, act: Callable[[Page], None] | None = None) -> None:
        """Checks a page in one of its states as every reader would see it, and goes on where it finds faults.

        A page that an address shows is opened on the phones with the person's cookies. A state that only a form's
        answer shows, such as its errors, is reached by `act` from the page `at`, which must change nothing.
        """
        assert at or not act, "act starts from a page"
        self.shots += 1
        if self.javascript:
            self.record.states += 1
        for reader in [DESK, *PHONES] if self.javascript else [DESK]:
            view = page if reader == DESK else self.phone(reader, page.context)
            if at or reader != DESK:
                view.goto(at or page.url)
            if act:
                act(view)
            self.screenshot(view, f"{state} {reader.language}")
            if self.javascript:
                self.record.check(f"{self.name}: {state}, {reader.language}", self.faults(view, reader))
        self.visit(page)

    def faults(self, view: Page, reader: Reader) -> list[str]:
        html = view.locator("html")
        found = accessibility.findings(view) + self.take_troubles()
        seen = (html.get_attribute("lang"), html.get_attribute("dir") or "ltr")
        if seen != (reader.language, reader.direction):
            found.append(f"speaks {seen} to a reader of {reader.language}")
        return found

    def visit(self, page: Page) -> None:
        path = urlparse(page.url).path
        route = self.routes.page(path)
        if route is None or not self.javascript:
            return
        self.record.pages.add(route.pattern)
        if route.kind == "public-page" and route.pattern not in self.record.weighed:
            weight = self.weigh(path)
            self.record.weighed[route.pattern] = weight
            too_heavy = [f"{weight} bytes"] if weight > PUBLIC_PAGE_BYTES else []
            self.record.check(f"{self.name}: {path} weighs under 60 KB", too_heavy)

    def weigh(self, path: str) -> int:
        """All bytes that a first visit to a page moves, as compressed on the way."""
        page = self.person()
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        sizes: list[float] = []
        session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
        page.goto(path)
        page.context.close()
        return round(sum(sizes))

    def phone(self, reader: Reader, owner: BrowserContext) -> Page:
        """The reader's phone, with the cookies of whoever owns the page."""
        if reader not in self.phones:
            self.phones[reader] = self.person(reader)
        context = self.phones[reader].context
        context.clear_cookies()
        context.add_cookies(owner.cookies())
        self.choose_language(context, reader)
        return self.phones[reader]

    def screenshot(self, page: Page, title: str) -> None:
        folder: Path = SCREENSHOTS / self.name.replace(" ", "-")
        name = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")
        page.screenshot(path=folder / f"{self.shots:02}-{name}.png", full_page=True, animations="disabled")

    def watch(self, context: BrowserContext) -> None:
        """Faults that no assertion asks for: errors of scripts and the server, requests to others."""
        context.on("weberror", lambda error: self.troubles.append(f"script: {error.error}"))
        context.on("console", lambda message: self.hear(message.type, message.text))
        context.on("response", self.inspect)

    def hear(self, kind: str, text: str) -> None:
        # The browser reports every answer of 400 and above here; `inspect` judges those.
        if kind == "error" and not text.startswith("Failed to load resource"):
            self.troubles.append(f"console: {text}")

    def inspect(self, response: Response) -> None:
        is_page = response.request.resource_type == "document"
        if response.status >= 500 or (response.status >= 400 and not is_page):
            self.troubles.append(f"{response.status} {response.url}")
        if not response.url.startswith((self.server.address + "/", "data:")):
            self.troubles.append(f"asked somebody else: {response.url}")

    def take_troubles(self) -> list[str]:
        taken, self.troubles = self.troubles, []
        return [trouble[:200] for trouble in dict.fromkeys(taken)]

    def close(self) -> None:
        for context in self.browser.contexts:
            context.close()
