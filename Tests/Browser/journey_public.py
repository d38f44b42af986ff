"""Everybody sees whom the award honoured, and those who applied read how it ended for them."""

from playwright.sync_api import Page

from walk import Walk

SEASON = "/seasons/first"


def applicant_among(walk: Walk, staff: Page, state: str) -> Page:
    """Somebody whose application stands there, signed in, on their list of applications."""
    staff.goto(f"{SEASON}/staff/applications?state={state}")
    walk.follow(staff.locator("main tbody a").first)
    contact = staff.locator("main dl.facts > div", has=staff.locator("dt:text-is('E-mail for questions')"))
    page = walk.person()
    walk.sign_in(page, contact.locator("dd").inner_text().strip())
    page.goto(f"{SEASON}/applications")
    return page


def open_application(walk: Walk, page: Page, state: str) -> None:
    """One person may have several; this is about the one that stands in this state."""
    entry = page.locator("main .entries > li").filter(has=page.locator(f".badge:text-is('{state}')")).first
    walk.follow(entry.locator("h2 a"))


def journey(walk: Walk) -> None:
    page = walk.person()

    with walk.step("reads who the finalists were"):
        page.goto(f"{SEASON}/finalists")
        assert page.locator("main .laureates > li").count() == 54
        walk.look(page, "finalists")

    with walk.step("reads who the laureates were, and why"):
        page.goto("/")
        walk.follow(page.locator(f"main a[href='{SEASON}/laureates']").first)
        assert page.locator("main .laureates > li").count() == 12
        walk.look(page, "laureates")

    with walk.step("opens a season of the past"):
        page.goto(SEASON)
        walk.look(page, "a season that is over")

    staff = walk.person()
    walk.sign_in(staff, "staff@example.org")

    with walk.step("a laureate reads the outcome and what the jury wrote"):
        laureate = applicant_among(walk, staff, "laureate")
        walk.look(laureate, "my applications, one has won")
        open_application(walk, laureate, "Laureate")
        outcome = laureate.locator("section[aria-labelledby=outcome]")
        assert outcome.get_by_text("This application has won.").count() == 1
        assert outcome.locator("blockquote").count() > 0
        walk.look(laureate, "outcome of a laureate")
        walk.follow(outcome.locator(f"a[href='{SEASON}/laureates']"))

    with walk.step("a finalist reads theirs"):
        finalist = applicant_among(walk, staff, "finalist")
        open_application(walk, finalist, "Finalist")
        assert finalist.get_by_text("it is not among the laureates").count() == 1
        walk.look(finalist, "outcome of a finalist")

    with walk.step("who was passed over reads it with the jury's words"):
        other = applicant_among(walk, staff, "admitted")
        open_application(walk, other, "Not among the finalists")
        assert other.get_by_text("This application is not among the finalists.").count() == 1
        walk.look(other, "outcome of an application that was passed over")

    with walk.step("who was not admitted reads the reason and what to do next"):
        rejected = applicant_among(walk, staff, "rejected")
        open_application(walk, rejected, "Not admitted")
        outcome = rejected.locator("section[aria-labelledby=outcome]")
        assert outcome.locator(".notice .letter").inner_text().strip(), "a reason"
        assert outcome.get_by_text("If the reason can be put right").count() == 1
        walk.look(rejected, "outcome of an application that was not admitted")
