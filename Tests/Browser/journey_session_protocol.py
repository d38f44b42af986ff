"""A session ends in a protocol: drafted with one click, written out, published, read by everybody."""

import re

from playwright.sync_api import Page

from walk import Walk


def session_of(page: Page, season: str) -> str:
    page.goto(f"/seasons/{season}/sessions")
    address = page.locator(f"main a[href^='/seasons/{season}/sessions/']").first.get_attribute("href")
    assert address
    return address


def journey(walk: Walk) -> None:
    visitor = walk.person()

    with walk.step("reads the protocol of a session that is over"):
        visitor.goto(session_of(visitor, "first"))
        walk.look(visitor, "a session that is over")
        walk.follow(visitor.locator("main a[href$='/protocol']").first)
        assert visitor.locator("main article.idea").count() == 28
        walk.look(visitor, "protocol published")
        printed = visitor.pdf(format="A4")
        assert len(re.findall(rb"/Type\s*/Page\b", printed)) > 5, "28 ideas fill several sheets"
        assert b"/ToUnicode" in printed, "text that can be searched and copied"
        assert visitor.request.get(visitor.url + "/ideas.csv").ok
        assert visitor.request.get(visitor.url + "/protocol.json").json()["facts"]["ideas"]

    facilitator = walk.person()
    walk.sign_in(facilitator, "facilitator@example.org")
    session = session_of(facilitator, "third")

    with walk.step("the facilitator drafts one of the session that goes on"):
        facilitator.goto(f"{session}/protocol")
        walk.look(facilitator, "protocol none yet")
        walk.follow(facilitator.get_by_role("button", name="Draft the protocol", exact=True))
        assert facilitator.locator("main article.idea").count() > 40
        walk.look(facilitator, "protocol drafted")
        assert visitor.request.get(f"{session}/protocol").status == 404

    with walk.step("writes the texts around it"):
        facilitator.goto(f"{session}/protocol/texts")
        facilitator.get_by_label("English").first.fill("Everybody wrote in silence first.")
        walk.look(facilitator, "texts of the protocol")
        walk.follow(facilitator.get_by_role("button", name="Save", exact=True))
        assert facilitator.get_by_text("Everybody wrote in silence first.").count() == 1

    with walk.step("looks at what publishing does; while people still talk it cannot be done"):
        facilitator.goto(f"{session}/protocol/publication")
        walk.look(facilitator, "publication of the protocol")
