"""A facilitator leads, a wall shows, and two phones follow, side by side and without reloading."""

import re

from playwright.sync_api import Page, expect

from walk import Reader, Walk

SESSIONS = "/seasons/third/sessions"
HAND = Reader("en", "en-GB", "Africa/Nairobi", 390, 844, "ltr")
SOON = 15_000


def address_of_session(page: Page) -> str:
    """The session of the demonstration that goes on now."""
    page.goto(SESSIONS)
    entry = page.locator("main").get_by_text("Under way").first
    link = entry.locator("xpath=ancestor::*[.//a[contains(@href, '/sessions/')]][1]").locator("a").first
    return link.get_attribute("href")


def join(walk: Walk, session: str, code: str, name: str) -> Page:
    phone = walk.person(HAND)
    phone.goto(f"/join?code={code}")
    if phone.locator("[name=name]").count() == 0:
        walk.follow(phone.locator("main form .button.primary"))
    phone.fill("[name=name]", name)
    phone.check("[name=group] >> nth=0")
    with phone.expect_navigation():
        phone.locator("main form.form .button.primary").click()
    phone.goto(f"{session}/room")
    return phone


def type_idea(phone: Page, title: str) -> None:
    details = phone.locator("#propose")
    if details.get_attribute("open") is None:
        details.locator("summary").click()
    phone.fill("#propose [name=title]", title)
    phone.fill("#propose [name=change]", "People who met stay in touch all year.")


def send(phone: Page) -> None:
    phone.locator("#propose form .button.primary").click()


def journey(walk: Walk) -> None:
    facilitator = walk.person()

    with walk.step("the facilitator opens the console, and the wall beside it"):
        walk.sign_in(facilitator, "facilitator@example.org")
        session = address_of_session(facilitator)
        facilitator.goto(f"{session}/console")
        walk.look(facilitator, "console")
        wall = facilitator.context.new_page()
        wall.goto(f"{session}/projector")
        walk.look(wall, "wall")
        code = re.sub(r"\s", "", wall.locator(".projector-code").inner_text())

    with walk.step("two join by the code that the wall shows"):
        first = join(walk, session, code, "Amina")
        second = join(walk, session, code, "Chen")
        walk.look(first, "room")

    with walk.step("an idea from one phone appears on the other, on the wall and at the console"):
        counted = facilitator.locator(".figures dd").nth(1)
        before = int(counted.inner_text())
        type_idea(first, "A meeting of laureates every quarter")
        send(first)
        idea = "A meeting of laureates every quarter"
        expect(second.locator(".idea").filter(has_text=idea)).to_have_count(1, timeout=SOON)
        expect(wall.get_by_text(idea)).to_have_count(1, timeout=SOON)
        expect(counted).to_have_text(str(before + 1), timeout=SOON)
        support = second.locator(".idea").filter(has_text=idea).locator("form[data-support] button")
        with second.expect_navigation():
            support.click()
        mine = first.locator(".idea").filter(has_text=idea).locator("[data-supporters]")
        expect(mine).to_have_text("1", timeout=SOON)

    with walk.step("the next step reaches everybody"):
        step = facilitator.locator("form[action$='/opening'] .button.primary")
        title = step.inner_text().split(":", 1)[1].strip()
        walk.follow(step)
        walk.look(facilitator, "console, next step")
        for page in [first, second]:
            expect(page.locator("[data-live=agenda]")).to_contain_text(title, timeout=SOON)
        expect(wall.locator(".projector-side h2").first).to_have_text(title, timeout=SOON)
        expect(wall.locator("[data-left]")).to_have_text(re.compile(r"^\d+:\d\d$"), timeout=SOON)
        due = wall.locator("[data-due]").get_attribute("data-due")
        walk.follow(facilitator.locator("form[action$='/extension'] button").nth(1))
        expect(wall.locator(f"[data-due='{due}']")).to_have_count(0, timeout=SOON)
        walk.look(wall, "wall, with a step and an idea")

    with walk.step("what is typed without a connection is kept and sent once"):
        second.context.set_offline(True)
        kept = "Mentors for every finalist"
        type_idea(second, kept)
        send(second)
        expect(second.locator(".outbox li")).to_contain_text(kept)
        expect(second.locator(".outbox li")).to_contain_text("Waiting to be sent")
        walk.screenshot(second, "offline idea en phone")
        type_idea(second, "Half a thou")
        assert first.get_by_text(kept).count() == 0
        second.context.set_offline(False)
        expect(second.locator(".outbox li")).to_have_count(0, timeout=2 * SOON)
        expect(first.locator(".idea").filter(has_text=kept)).to_have_count(1, timeout=SOON)
        second.reload()
        assert second.input_value("#propose [name=title]") == "Half a thou", "what was typed is there after reloading"
        expect(second.locator(".idea").filter(has_text=kept)).to_have_count(1)
        facilitator.goto(f"{session}/ideas")
        walk.take_troubles()

    with walk.step("what is refused can be read whole, put right and sent after all"):
        second.context.set_offline(True)
        type_idea(second, "")
        second.fill("#propose [name=change]", "Laureates visit schools.")
        second.fill("#propose [name=reason]", "Pupils never meet a laureate.")
        send(second)
        second.context.set_offline(False)
        refused = second.locator(".outbox li")
        expect(refused).to_contain_text("Laureates visit schools.", timeout=2 * SOON)
        expect(refused).to_contain_text("Pupils never meet a laureate.")
        walk.take_troubles()
        walk.look(second, "refused idea")
        second.reload()
        expect(refused).to_contain_text("Pupils never meet a laureate.")
        type_idea(second, "Being typed")
        expect(refused.get_by_role("button", name="Put back into the form")).to_be_disabled()
        for name in ["title", "change"]:
            second.fill(f"#propose [name={name}]", "")
        refused.get_by_role("button", name="Put back into the form").click()
        expect(refused).to_have_count(0)
        assert second.input_value("#propose [name=reason]") == "Pupils never meet a laureate."
        second.fill("#propose [name=title]", "Laureates in schools")
        with second.expect_navigation():
            send(second)
        expect(second.locator(".idea").filter(has_text="Laureates in schools")).to_have_count(1)
        walk.take_troubles()

    with walk.step("the session ends, and everybody sees it"):
        second.context.set_offline(True)
        type_idea(second, "Too late")
        send(second)
        facilitator.goto(f"{session}/setup/standing")
        walk.follow(facilitator.locator("main form .button"))
        expect(wall.locator(".projector-side h2")).to_have_text("Thank you. The session is over.", timeout=SOON)
        facilitator.goto(f"{session}/console")
        walk.look(facilitator, "console, over")
        walk.look(wall, "wall, over")

    with walk.step("what came too late is not lost to who typed it"):
        second.context.set_offline(False)
        refused = second.locator(".outbox li")
        expect(refused.get_by_role("button", name="Send again")).to_be_visible(timeout=2 * SOON)
        second.reload()
        assert second.locator("#propose form").count() == 0
        expect(refused).to_contain_text("People who met stay in touch all year.")
        walk.take_troubles()
        walk.look(second, "refused idea, session over")
        refused.get_by_role("button", name="Send again").click()
        expect(refused.get_by_role("button", name="Send again")).to_be_visible(timeout=2 * SOON)
        walk.take_troubles()
