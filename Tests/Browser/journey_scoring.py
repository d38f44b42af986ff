"""A juror scores on a phone and at a keyboard, loses the connection, and tells staff; staff answer and look on."""

from functools import partial

from playwright.sync_api import Page, expect

from walk import PHONES, Walk

DESK_PAGE = "/seasons/second/jury"
STAFF_JURY = "/seasons/second/staff/jury"


def go_through_names(walk: Walk, page: Page) -> None:
    page.goto(f"{DESK_PAGE}/conflicts")
    while page.locator("[name=shown]").count():
        walk.follow(page.locator("main form .button.primary"))
        page.goto(f"{DESK_PAGE}/conflicts")


def open_new(walk: Walk, page: Page) -> None:
    page.goto(DESK_PAGE)
    walk.follow(page.locator("main tbody tr").filter(has_text="New").locator("a").first)


def marks(page: Page) -> list[str]:
    chosen = page.locator(".criterion input:checked")
    return [mark.get_attribute("value") or "" for mark in chosen.all()]


def flag_without_words(page: Page) -> None:
    page.locator("form[action$='/flags'] button").evaluate("button => button.closest('details').open = true")
    page.locator("form[action$='/flags'] button").click()


def answer_once_more(page: Page, path: str) -> None:
    """As from a page that was opened before somebody else answered."""
    with page.expect_navigation() as navigation:
        page.evaluate(
            """path => {
                const form = Object.assign(document.createElement("form"), { method: "post", action: path });
                const token = document.querySelector("[name=_token]").cloneNode();
                const answer = document.createElement("textarea");
                answer.name = "answer";
                answer.value = "It is copied.\\nWe have asked the applicant.";
                form.append(token, answer);
                document.body.append(form);
                form.submit();
            }""",
            path,
        )
    assert navigation.value.status == 409
    assert "We have asked the applicant." in page.locator("main").inner_text()


def journey(walk: Walk) -> None:
    with walk.step("the juror opens an application and finds the marks"):
        page = walk.person()
        walk.sign_in(page, "juror@example.org")
        go_through_names(walk, page)
        open_new(walk, page)
        review = page.url
        walk.look(page, "review, not begun")

    with walk.step("scores from the keyboard, and only outside of texts"):
        page.locator("body").press("7")
        page.keyboard.press("n")
        page.keyboard.press("1")
        page.keyboard.press("0")
        assert marks(page) == ["7", "10"], marks(page)
        page.locator("[name=comment]").press_sequentially("9 of 10 would come again")
        assert page.input_value("[name=comment]") == "9 of 10 would come again"
        assert marks(page) == ["7", "10"], marks(page)
        page.locator("#keys").uncheck()
        page.locator(".criterion input").last.focus()
        page.keyboard.press("5")
        assert marks(page) == ["7", "10"], "switched off"
        page.locator("#keys").check()

    with walk.step("loses the connection, submits, and finds it sent once it is back"):
        for scale in page.locator(".criterion").all():
            scale.locator("input[value='8']").check()
        page.fill("[name=notes]", "Compare with the one from Almaty")
        page.context.set_offline(True)
        page.locator("[name=deed][value=submit]").click()
        waiting = page.locator("form[data-scoring]").get_attribute("data-waiting") or "waiting"
        expect(page.locator("form[data-scoring] .save-state")).to_have_text(waiting)
        page.context.set_offline(False)
        page.wait_for_url(lambda address: "/reviews/" in address and address != review, timeout=30_000)
        page.goto(review)
        assert page.locator("[name=deed]").first.inner_text() == "Submit the change"
        assert page.input_value("[name=notes]") == "Compare with the one from Almaty"
        walk.look(page, "review, submitted")

    with walk.step("tells the staff that it may be a copy"):
        walk.look(page, "flag without words", at=review, act=flag_without_words)
        page.goto(review)
        page.locator("details.more summary").first.click()
        page.check("[name=flag][value=copy]")
        page.context.set_offline(True)
        page.fill("[name='flag-note']", "The summary stands word for word on another site.")
        page.locator("form[action$='/flags'] button").click()
        page.wait_for_url("chrome-error://**")
        page.context.set_offline(False)
        page.goto(review)
        assert page.is_checked("[name=flag][value=copy]")
        assert "word for word" in page.input_value("[name='flag-note']")
        walk.look(page, "a flag, kept in an outage")
        walk.follow(page.locator("form[action$='/flags'] button"))
        assert "word for word" in page.locator("main").inner_text()

    with walk.step("changes a mark afterwards"):
        page.goto(review)
        page.locator(".criterion").first.locator("input[value='5']").check()
        page.locator("[name=deed][value=submit]").click()
        page.wait_for_url(lambda address: address.split("?")[0].endswith("/jury"))

    with walk.step("staff answer, see how the score came about, and give more time"):
        staff = walk.person()
        walk.sign_in(staff, "staff@example.org")
        staff.goto(f"{STAFF_JURY}/flags")
        walk.look(staff, "what jurors reported")
        application = (staff.locator("main li h2 a").first.get_attribute("href") or "").rsplit("/", 1)[-1]
        staff.locator("details.more summary").first.click()
        settlement = staff.locator("form[action$='/settlement']").get_attribute("action") or ""
        staff.fill("[name=answer]", "It is the applicant's own site.")
        walk.follow(staff.locator("form[action$='/settlement'] button"))
        walk.look(staff, "what jurors reported, answered")
        again = partial(answer_once_more, path=settlement)
        walk.look(staff, "what jurors reported, answered by somebody else", at=f"{STAFF_JURY}/flags", act=again)
        staff.goto(f"{STAFF_JURY}/flags")
        staff.goto(f"{STAFF_JURY}/history/{application}")
        walk.look(staff, "how the scores came about")
        staff.goto(f"{STAFF_JURY}/extensions")
        walk.look(staff, "more time, nobody yet")
        staff.select_option("[name=juror]", index=1)
        staff.fill("[name=until]", "2099-01-01T12:00")
        staff.fill("[name=reason]", "Ill for a week")
        walk.follow(staff.locator("main form .button.primary"))
        walk.look(staff, "more time, given")

    with walk.step("the juror reads the answer on a phone"):
        phone = walk.person(PHONES[0])
        walk.sign_in(phone, "juror@example.org")
        phone.goto(review)
        assert "own site" in phone.locator("main").inner_text()
        phone.context.close()
        page.context.close()
