"""Everybody sees whom the award honoured."""

from walk import Walk


def journey(walk: Walk) -> None:
    page = walk.person()

    with walk.step("reads who the finalists were"):
        page.goto("/seasons/first/finalists")
        assert page.locator("main .laureates > li").count() == 54
        walk.look(page, "finalists")

    with walk.step("reads who the laureates were, and why"):
        page.goto("/")
        walk.follow(page.locator("main a[href='/seasons/first/laureates']").first)
        assert page.locator("main .laureates > li").count() == 12
        walk.look(page, "laureates")

    with walk.step("opens a season of the past"):
        page.goto("/seasons/first")
        walk.look(page, "a season that is over")
