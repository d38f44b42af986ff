"""Jurors answer their invitation, say whom they know, and score."""

from playwright.sync_api import Locator, Page, expect

from walk import Walk

WITHOUT_JAVASCRIPT = True

DESK_PAGE = "/seasons/second/jury"
STAFF_JURY = "/seasons/second/staff/jury"


def invite(walk: Walk, emails: list[str]) -> None:
    page = walk.person()
    walk.sign_in(page, "staff@example.org")
    for email in emails:
        page.goto(f"{STAFF_JURY}/jurors/new")
        page.fill("[name=email]", email)
        page.fill("[name=name]", email.split("@")[0].title())
        page.fill("[name=languages]", "en")
        walk.follow(page.locator("main form .button.primary"))
    page.goto(f"{STAFF_JURY}/invitations")
    walk.follow(page.locator("main form .button.primary"))
    page.context.close()


def mark_all(page: Page, mark: int) -> None:
    for scale in page.locator(".criterion").all():
        scale.locator(f"input[value='{mark}']").check()


def stand_in_a_line(marks: Locator) -> bool:
    heights = {mark.evaluate("mark => mark.getBoundingClientRect().top") for mark in marks.all()}
    return len(heights) == 1


def submit(page: Page) -> None:
    page.locator("[name=deed][value=submit]").click()


def decline_without_reason(page: Page) -> None:
    with page.expect_navigation() as navigation:
        page.locator("main form[action$='/decline'] button").click()
    assert navigation.value.status == 422


def journey(walk: Walk) -> None:
    with walk.step("two are invited; one declines and says why"):
        invite(walk, ["nadia@example.com", "tomas@example.com"])
        page = walk.person()
        walk.sign_in(page, "tomas@example.com")
        invitation = f"{DESK_PAGE}/invitation"
        page.goto(invitation)
        walk.look(page, "invitation")
        walk.look(page, "invitation, declined without a reason", at=invitation, act=decline_without_reason)
        page.goto(invitation)
        page.check("[name=cause][value=time]")
        page.fill("[name=reason]", "I shall be travelling without a connection all month.")
        walk.follow(page.locator("main form[action$='/decline'] button"))
        page.goto(invitation)
        walk.look(page, "invitation, declined")
        page.context.close()

    with walk.step("the other accepts, and has nothing to read yet"):
        page = walk.person()
        walk.sign_in(page, "nadia@example.com")
        page.goto(invitation)
        walk.follow(page.locator("main form[action$='/accept'] button"))
        page.goto(invitation)
        walk.look(page, "invitation, accepted")
        page.goto(DESK_PAGE)
        walk.look(page, "queue, empty")
        page.context.close()

    with walk.step("goes through the names before any text opens"):
        page = walk.person()
        walk.sign_in(page, "juror@example.org")
        page.goto(DESK_PAGE)
        walk.look(page, "queue, names to go through first")
        page.goto(f"{DESK_PAGE}/conflicts")
        walk.look(page, "names")
        known = page.locator("[name=conflict]").first.get_attribute("value")
        page.check(f"[name=conflict][value='{known}']")
        walk.follow(page.locator("main form .button.primary"))
        page.goto(f"{DESK_PAGE}/conflicts")
        while page.locator("[name=conflict]").count():
            walk.follow(page.locator("main form .button.primary"))
            page.goto(f"{DESK_PAGE}/conflicts")
        walk.look(page, "names, none left")

    with walk.step("opens the next application and scores a part"):
        page.goto(DESK_PAGE)
        walk.look(page, "queue")
        unread = page.locator("main tbody tr").filter(has_text="New").locator("a").first
        walk.follow(unread)
        review = page.url
        assert stand_in_a_line(page.locator(".criterion").first.locator("input"))
        walk.look(page, "review, not begun")
        page.locator(".criterion").first.locator("input[value='7']").check()
        page.fill("[name=comment]", "Clear need, honest figures.")
        if walk.javascript:
            state = page.locator("form[data-scoring] .save-state")
            expect(state).to_have_text(state.get_attribute("data-saved") or "saved")
        else:
            walk.follow(page.locator("[name=deed][value=save]"))
        page.goto(review)
        assert page.locator(".criterion").first.locator("input[value='7']").is_checked()
        assert page.input_value("[name=comment]") == "Clear need, honest figures."

    with walk.step("cannot submit a part, and loses nothing"):
        page.goto(review)
        with page.expect_navigation() as navigation:
            submit(page)
        assert navigation.value.status == 422
        assert page.input_value("[name=comment]") == "Clear need, honest figures."

    with walk.step("scores the rest and submits"):
        page.goto(review)
        mark_all(page, 8)
        with page.expect_navigation() as navigation:
            submit(page)
        assert navigation.value.ok
        walk.look(page, "review, submitted", at=review)
        page.goto(DESK_PAGE)
        walk.look(page, "queue, one more submitted")

    with walk.step("steps back from another one"):
        walk.follow(page.locator("main tbody tr").filter(has_text="New").locator("a").first)
        page.locator("details.more summary").last.click()
        page.check("[name=cause][value=conflict]")
        page.select_option("[name=kind]", "mentor")
        page.fill("[name=reason]", "I advised this project two years ago.")
        walk.follow(page.locator("form[action$='/recuse'] button"))
