"""A visitor reads what the award is before they sign in."""

from playwright.sync_api import Page

from walk import Walk


def type_a_wrong_code(page: Page) -> None:
    page.fill("[name=code]", "0000 0000")
    with page.expect_navigation() as navigation:
        page.press("[name=code]", "Enter")
    assert navigation.value.status == 422


def journey(walk: Walk) -> None:
    page = walk.person()

    with walk.step("opens the programme"):
        page.goto("/")
        assert page.locator("h1").count() == 1
        assert page.title()
        walk.look(page, "programme")

    with walk.step("opens the season that takes applications"):
        address = page.locator("main a[href^='/seasons/']").first.get_attribute("href") or ""
        season = "/".join(address.split("/")[:3])
        answer = page.goto(season)
        assert answer and answer.ok
        assert page.locator("h1").count() == 1
        walk.look(page, "season")
        assert page.get_by_text("Dates stand in your time zone").count() == 1
        # Where no script runs, nobody has moved them.
        assert "Dates stand in UTC." in page.request.get(season).text()

    with walk.step("tries to sign in with a wrong code"):
        page.goto("/")
        walk.follow(page.locator("a[href^='/sign-in']").first)
        walk.look(page, "sign-in")
        code_page = "/sign-in/code?email=visitor%40example.org"
        walk.look(page, "sign-in code, a wrong one", at=code_page, act=type_a_wrong_code)

    with walk.step("meets a page that does not exist"):
        answer = page.goto("/no-such-page")
        assert answer and answer.status == 404
        walk.look(page, "not found")

    with walk.step("looks around the demonstration"):
        page.goto("/demo/mail")
        walk.look(page, "mail of the demonstration")
        page.goto("/demo/components")
        walk.look(page, "components")
