"""Staff make a juror chair, who opens a discussion; another reads, answers and changes a mark; it is concluded."""

import re

from playwright.sync_api import Locator, Page

from walk import PHONES, Walk

DESK_PAGE = "/seasons/second/jury"
CHAIRED = f"{DESK_PAGE}/discussions"
STAFF_JURY = "/seasons/second/staff/jury"
TOLD = re.compile(r"[\w.+-]+@example\.\w+")


def juror_page(staff: Page, email: str) -> str:
    staff.goto(f"{STAFF_JURY}/jurors?search={email}")
    return staff.locator("main tbody a").first.get_attribute("href") or ""


def appoint(walk: Walk, staff: Page, email: str) -> None:
    staff.goto(juror_page(staff, email))
    walk.follow(staff.locator("form[action$='/chair'] button"))


def go_through_names(walk: Walk, page: Page) -> None:
    page.goto(f"{DESK_PAGE}/conflicts")
    while page.locator("[name=shown]").count():
        walk.follow(page.locator("main form .button.primary"))
        page.goto(f"{DESK_PAGE}/conflicts")


def refused(button: Locator) -> None:
    with button.page.expect_navigation() as navigation:
        button.click()
    assert navigation.value.status == 422


def open_without_reason(page: Page) -> None:
    refused(page.locator("main form .button.primary"))


def say_nothing(page: Page) -> None:
    refused(page.locator("form[action$='/remarks'] button"))


def conclude_without_words(page: Page) -> None:
    page.locator("details.more:has(form[action$='/conclusion']) summary").click()
    refused(page.locator("form[action$='/conclusion'] button"))


def type_in_an_outage(page: Page, field: str, words: str) -> None:
    """Types and sends what does not arrive; it is there when the page comes back."""
    address = page.url
    page.context.set_offline(True)
    page.fill(field, words)
    page.locator(field).locator("xpath=ancestor::form").locator("button").click()
    page.wait_for_url("chrome-error://**")
    page.context.set_offline(False)
    page.goto(address)
    assert page.input_value(field) == words
    assert page.locator(field).is_visible()


def told(walk: Walk) -> list[str]:
    """Who got mail of the discussion, the newest first."""
    page = walk.person()
    page.goto("/demo/mail")
    letters = page.locator("article").filter(has_text="A discussion of what you reviewed").all_inner_texts()
    page.context.close()
    found = [TOLD.search(letter) for letter in letters]
    return [address.group() for address in found if address]


def find(walk: Walk, page: Page, titles: list[str]) -> Locator:
    """An application of one of these titles that could be discussed, on whichever page of the list."""
    while True:
        ready = page.locator("main tbody tr").filter(has_text="Not discussed").locator("a")
        found = [link for link in ready.all() if link.inner_text() in titles]
        if found:
            return found[0]
        walk.follow(page.locator(".pager a.secondary"))


def journey(walk: Walk) -> None:
    with walk.step("staff make a juror chair"):
        staff = walk.person()
        walk.sign_in(staff, "staff@example.org")
        staff.goto(f"{STAFF_JURY}/discussions")
        walk.look(staff, "discussions, nobody leads them")
        staff.goto(juror_page(staff, "juror@example.org"))
        walk.look(staff, "a juror, no chair yet")
        walk.follow(staff.locator("form[action$='/chair'] button"))
        walk.look(staff, "a juror who is chair")

    with walk.step("the chair finds where the scores lie apart, and opens a discussion"):
        chair = walk.person()
        walk.sign_in(chair, "juror@example.org")
        chair.goto(DESK_PAGE)
        walk.look(chair, "queue of a chair")
        chair.goto(CHAIRED)
        walk.look(chair, "what could be discussed, names before")
        go_through_names(walk, chair)
        chair.goto(CHAIRED)
        walk.look(chair, "what could be discussed")
        walk.follow(chair.locator("main tbody tr").filter(has_text="Not discussed").locator("a").first)
        discussion = chair.url
        walk.look(chair, "reviews before a discussion")
        walk.look(chair, "opened without a reason", at=discussion, act=open_without_reason)
        chair.goto(discussion)
        type_in_an_outage(
            chair, "[name=reason]", "You differ most on the results. Which of them do you find proven?")
        walk.look(chair, "a reason, kept in an outage")
        walk.follow(chair.locator("main form .button.primary"))
        walk.look(chair, "a discussion, nothing said")

    with walk.step("a juror reads the others, answers, and changes a mark"):
        juror_email = next(email for email in told(walk) if email != "juror@example.org")
        juror = walk.person()
        walk.sign_in(juror, juror_email)
        juror.goto(DESK_PAGE)
        walk.look(juror, "queue with a discussion")
        walk.follow(juror.locator("main tbody tr").filter(has_text="In discussion").locator("a").first)
        review = juror.url
        walk.look(juror, "own review, in discussion")
        walk.follow(juror.get_by_role("link", name="Read the other reviews"))
        own = juror.url
        walk.look(juror, "a remark without words", at=own, act=say_nothing)
        juror.goto(own)
        type_in_an_outage(
            juror, "[name=text]", "The survey in the annex covers two villages of nine.\nI had not seen that.")
        walk.follow(juror.locator("form[action$='/remarks'] button"))
        assert juror.input_value("[name=text]") == "", "it has arrived"
        juror.goto(review)
        mark = juror.locator(".criterion").first
        given = mark.locator("input:checked").get_attribute("value")
        mark.locator(f"input[value='{'6' if given != '6' else '7'}']").check()
        juror.locator("[name=deed][value=submit]").click()
        juror.wait_for_url(lambda address: address.split("?")[0].endswith("/jury"))
        juror.goto(own)
        assert "Changed since the discussion began" in juror.locator("main").inner_text()
        walk.look(juror, "a discussion, answered")

    with walk.step("on a phone, the chair answers and concludes"):
        phone = walk.person(PHONES[1])
        walk.sign_in(phone, "juror@example.org")
        phone.goto(discussion)
        phone.fill("[name=text]", "شكرًا، أرى ذلك الآن.")
        walk.follow(phone.locator("form[action$='/remarks'] button"))
        phone.context.close()
        walk.look(chair, "concluded without words", at=discussion, act=conclude_without_words)
        chair.goto(discussion)
        chair.locator("details.more:has(form[action$='/conclusion']) summary").click()
        type_in_an_outage(
            chair, "[name=conclusion]", "Two of nine villages are proven; the marks for results now lie closer.")
        walk.follow(chair.locator("form[action$='/conclusion'] button"))
        walk.look(chair, "a discussion, concluded")
        juror.goto(review)
        walk.look(juror, "own review, discussed")

    with walk.step("whoever has not submitted learns that there is one, and no more"):
        chair.goto(CHAIRED)
        waiting = chair.locator("main tbody tr").filter(has_text="Submit your own review first")
        titles = [row.locator("th").inner_text() for row in waiting.all()]
        appoint(walk, staff, juror_email)
        go_through_names(walk, juror)
        juror.goto(CHAIRED)
        walk.follow(find(walk, juror, titles))
        title = juror.locator("h1").inner_text()
        juror.fill("[name=reason]", "One of you gives twice what the other gives.")
        walk.follow(juror.locator("main form .button.primary"))
        chair.goto(DESK_PAGE)
        walk.follow(chair.locator("main tbody tr").filter(has_text=title).locator("a").first)
        assert "twice what the other" not in chair.locator("body").inner_text()
        walk.look(chair, "own review missing, others in discussion")

    with walk.step("staff read along, with names"):
        staff.goto(f"{STAFF_JURY}/discussions")
        walk.look(staff, "discussions of the round")
        walk.follow(staff.locator("main tbody tr").filter(has_text="Concluded").locator("a").first)
        assert "two villages of nine" in staff.locator("main").inner_text()
        walk.look(staff, "a discussion as staff read it")
