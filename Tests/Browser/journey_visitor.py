"""A visitor reads what the award is before they sign in."""

from walk import Walk


def journey(walk: Walk) -> None:
    page = walk.person()

    with walk.step("opens the programme"):
        page.goto("/")
        assert page.locator("h1").count() == 1
        assert page.title()
        walk.look(page, "programme")

    with walk.step("opens the season that takes applications"):
        page.locator("main a[href^='/seasons/']").first.click()
        assert page.locator("h1").count() == 1
        walk.look(page, "season")

    with walk.step("meets a page that does not exist"):
        answer = page.goto("/no-such-page")
        assert answer and answer.status == 404
        walk.look(page, "not found")
