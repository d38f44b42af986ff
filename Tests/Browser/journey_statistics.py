"""Staff look at a season in figures and take its tables away; everybody sees what was published."""

import csv
import io
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

from playwright.sync_api import Page

from walk import Walk

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def journey(walk: Walk) -> None:
    page = walk.person()

    with walk.step("staff see a season that is over"):
        walk.sign_in(page, "staff@example.org")
        page.goto("/seasons/first/staff/statistics")
        assert page.locator("main .figures dd").first.inner_text() == "429"
        assert page.locator("main polyline").count() == 1, "there is no season before"
        walk.look(page, "statistics, no season before")

    with walk.step("staff see a season beside the one before"):
        page.goto("/seasons/second/staff")
        walk.follow(page.locator("main .entries a[href$='/staff/statistics']"))
        assert page.locator("main polyline").count() == 2
        walk.look(page, "statistics beside the season before")
        for summary in page.locator("main details > summary").all():
            summary.click()
        assert page.locator("main details tbody tr").count() > 60

    with walk.step("staff see the season that is open"):
        page.goto("/seasons/third/staff/statistics")
        walk.look(page, "statistics of the open season")

    with walk.step("staff see what they may take away"):
        page.goto("/seasons/first/staff")
        walk.follow(page.locator("main .entries a[href$='/staff/exports']"))
        assert page.locator("main a[download]").count() == 12
        walk.look(page, "exports for staff")

    with walk.step("tables open as spreadsheets"):
        lines = list(csv.reader(io.StringIO(download(page, "applications.csv").read_text("utf-8-sig"))))
        rows = sheet(download(page, "applications.xlsx"))
        assert len(lines) == len(rows) == 430
        assert [line[0] for line in lines] == [row[0] for row in rows]
        arabic = [row[2] for row in rows if re.search("[\u0621-\u064a]", row[2])]
        assert arabic and arabic == [line[2] for line in lines if re.search("[\u0621-\u064a]", line[2])]
        assert len(sheet(download(page, "reviews.xlsx"))) > 600
        assert len(sheet(download(page, "results.xlsx"))) == 310

    with walk.step("a screener takes away what screeners see"):
        screener = walk.person()
        walk.sign_in(screener, "screener@example.org")
        screener.goto("/seasons/second/screening")
        walk.follow(screener.locator("header a[href$='/staff/exports']"))
        assert screener.locator("main a[download]").count() == 4
        walk.look(screener, "exports for a screener")

    with walk.step("everybody sees the figures that were published"):
        visitor = walk.person()
        visitor.goto("/seasons/first")
        walk.follow(visitor.locator("main a[href$='/statistics']"))
        assert visitor.locator("main .figures dd").first.inner_text() == "429"
        walk.look(visitor, "published statistics")


def download(page: Page, name: str) -> Path:
    with page.expect_download() as started:
        page.locator(f"main a[href*='/{name}']").first.click()
    name_given = started.value.suggested_filename
    assert re.fullmatch(r"[a-z]+-[a-z]+-\d{4}-\d\d-\d\d\.(csv|xlsx)", name_given), name_given
    return started.value.path()


def sheet(path: Path) -> list[list[str]]:
    """The rows of a workbook, empty cells included, as its XML has them."""
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        tree = ElementTree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    assert not list(tree.iter(f"{SHEET}f")), "no cell is a formula"
    rows = []
    for row in tree.iter(f"{SHEET}row"):
        cells = {re.sub(r"\d", "", cell.get("r", "")): "".join(cell.itertext()) for cell in row.iter(f"{SHEET}c")}
        rows.append([cells.get(column, "") for column in "ABC"])
    return rows
