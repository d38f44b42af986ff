"""Walks the journeys: run.py [--laurel PROGRAM] [--engine sqlite|postgres] [NAME]

A journey is a file journey_NAME.py with a function `journey(walk)`. Where the file sets `WITHOUT_JAVASCRIPT`, it is
walked a second time with scripts off.
"""

import argparse
import importlib
import os
import shutil
import sys
import time
from pathlib import Path
from types import ModuleType

from playwright.sync_api import Browser, sync_playwright

import accessibility
from server import ROOT, Routes, Server
from walk import DESK, PHONES, SCREENSHOTS, JourneyEnded, Record, Walk

# The order in which people meet an award; a new journey is added here.
JOURNEYS = [
    "visitor",
    "applicant",
    "screener",
    "jury",
    "assignment",
    "juror",
    "scoring",
    "import",
    "discussion",
    "conflicts",
    "results",
    "board",
    "outcomes",
    "answers",
    "public",
    "statistics",
    "session_setup",
    "session_live",
    "session_room",
    "editor",
    "session_polls",
    "session_protocol",
]
BROWSERS = ["chromium", "chromium-browser", "google-chrome"]


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--laurel", type=Path, default=ROOT / ".build" / "debug" / "laurel")
    options.add_argument("--engine", choices=["sqlite", "postgres"], default="sqlite")
    options.add_argument("name", nargs="?", default="")
    chosen = options.parse_args()
    names = [name for name in JOURNEYS if chosen.name in name]
    shutil.rmtree(SCREENSHOTS, ignore_errors=True)

    record = Record()
    routes = Routes.of(chosen.laurel)
    with sync_playwright() as playwright:
        program = next(filter(None, map(shutil.which, BROWSERS)), None)
        sandbox = [] if os.geteuid() else ["--no-sandbox"]
        browser = playwright.chromium.launch(executable_path=program, args=sandbox)
        for name in names:
            module = importlib.import_module(f"journey_{name}")
            for javascript in [True, False] if getattr(module, "WITHOUT_JAVASCRIPT", False) else [True]:
                walk_journey(name, module, browser, routes, record, javascript, chosen)
        browser.close()
    if not chosen.name:
        check_coverage(routes, record)
    return report(record)


def walk_journey(
    name: str,
    module: ModuleType,
    browser: Browser,
    routes: Routes,
    record: Record,
    javascript: bool,
    chosen: argparse.Namespace,
) -> None:
    started = time.monotonic()
    log = ROOT / "var" / "browser" / f"{name}.log"
    try:
        with Server(chosen.laurel, chosen.engine, log) as server:
            walk = Walk(name, server, browser, routes, record, javascript)
            print(f"{walk.name} (ready after {time.monotonic() - started:.1f} s)", flush=True)
            try:
                if name == JOURNEYS[0] and javascript:
                    check_that_a_fault_is_found(walk)
                module.journey(walk)
            finally:
                walk.close()
    except JourneyEnded:
        print("  the rest of this journey was not walked", flush=True)
    except RuntimeError as error:
        record.check(name, [str(error)])


def check_that_a_fault_is_found(walk: Walk) -> None:
    """A check that cannot fail proves nothing: each reader must see a fault planted on the first page."""
    for reader in [DESK, *PHONES]:
        page = walk.person(reader)
        page.goto("/")
        accessibility.plant_fault(page)
        found = accessibility.findings(page)
        missed = [] if any("button-name" in line for line in found) else ["axe did not find it"]
        walk.record.check(f"a planted fault is found, {reader.language}", missed)
        page.context.close()


def check_coverage(routes: Routes, record: Record) -> None:
    unseen = sorted({route.pattern for route in routes.pages} - record.pages)
    record.check("every page of the route table was looked at", unseen)


def report(record: Record) -> int:
    heaviest = max(record.weighed.items(), key=lambda item: item[1], default=None)
    print(f"{len(record.pages)} pages in {record.states} states, each read by {1 + len(PHONES)} readers")
    if heaviest:
        print(f"heaviest public page: {heaviest[0]}, {heaviest[1]} bytes")
    print(f"{record.passed} passed, {record.failed} failed")
    return 1 if record.failed or not record.passed else 0


if __name__ == "__main__":
    sys.exit(main())
