"""Staff look at an assignment before it is kept: what it comes to, what is short, what moves and why."""

from playwright.sync_api import Page

from journey_scoring import go_through_names
from walk import Walk

JURY = "/seasons/second/staff/jury"
THIRD = "/seasons/third/staff/jury"
BIDS = "/seasons/second/jury/bids"
REPLACEMENT = f"{JURY}/assignment/replacement"


def hand_on_without_a_reason(page: Page) -> None:
    with page.expect_navigation() as navigation:
        page.locator("main form[method=post] .button.danger").click()
    assert navigation.value.status == 422


def give_over_a_change(page: Page) -> None:
    """As from a form that was opened before somebody else saved."""
    form = page.locator("main form").first
    form.locator("[name=shown]").evaluate_all("fields => fields.forEach(field => field.remove())")
    form.locator("[name=nomination]").last.check()
    with page.expect_navigation() as navigation:
        form.locator("button").click()
    assert navigation.value.status == 409
    assert page.locator("main .notice.caution").count() == 1


def state_no_kind(page: Page) -> None:
    page.fill("main form [name=note]", "We founded a club together.")
    with page.expect_navigation() as navigation:
        page.locator("main form .button.danger").click()
    assert navigation.value.status == 422
    assert page.input_value("main form [name=note]").startswith("We founded")


def journey(walk: Walk) -> None:
    page = walk.person()

    with walk.step("reads what the best assignment comes to"):
        walk.sign_in(page, "staff@example.org")
        page.goto(f"{JURY}/assign")
        assert page.locator("main .facts").count() >= 1
        assert page.locator("main table.chart").count() >= 2
        walk.look(page, "dry run")
        page.goto(f"{JURY}/assign?move=sent&nomination=person")
        walk.look(page, "dry run of one nomination, what was sent may move")

    with walk.step("asks for one more review where it matters"):
        page.goto(f"{JURY}/coverage")
        for place in range(3):
            page.goto(f"{JURY}/coverage")
            walk.follow(page.locator("main tbody a").nth(place))
            walk.follow(page.locator("main form[action$='/assignment/further'] button"))
        assert page.locator("main form[action$='/further/withdraw']").count() == 3
        walk.look(page, "dry run with further reviews")
        walk.follow(page.locator("main form[action$='/further/withdraw'] button").first)
        assert page.locator("main form[action$='/further/withdraw']").count() == 2

    with walk.step("keeps the assignment, and reads on a page of its own why"):
        walk.follow(page.locator("main form[action$='/assign'] .button.primary"))
        page.goto(f"{JURY}/proposals")
        assert page.locator("main tbody tr").count() >= 1
        page.goto(f"{JURY}/coverage")
        walk.follow(page.locator("main tbody a").nth(1))
        walk.look(page, "why these jurors")

    with walk.step("replaces a juror who submitted some reviews"):
        page.goto(REPLACEMENT)
        walk.look(page, "whom to replace")
        page.select_option("[name=juror]", index=1)
        walk.follow(page.locator("main form .button.primary"))
        walk.look(page, "what replacing would do")
        walk.look(page, "replacing, no reason given", at=page.url, act=hand_on_without_a_reason)
        page.goto(page.url.split("/assignment/")[0] + "/assignment/replacement")
        page.select_option("[name=juror]", index=1)
        walk.follow(page.locator("main form .button.primary"))
        address = page.url
        page.fill("[name=reason]", "Has left for an expedition.")
        walk.follow(page.locator("main form[method=post] .button.danger"))
        assert "/proposals" in page.url
        page.goto(address)
        walk.look(page, "a juror with nothing to hand on")

    with walk.step("sees in plain words what is short and what would help"):
        page.goto(f"{JURY}/assignment/panels")
        walk.look(page, "panels and nominations")
        page.locator("main form").first.locator("[name=nomination]").first.check()
        walk.follow(page.locator("main form").first.locator("button"))
        walk.look(page, "a panel that somebody else changed", at=f"{JURY}/assignment/panels", act=give_over_a_change)
        page.goto(f"{JURY}/coverage?nomination=organisation")
        walk.follow(page.locator("main tbody a").first)
        walk.follow(page.locator("main form[action$='/assignment/further'] button"))
        assert page.locator("main .notice.caution").count() >= 1
        page.locator("main .notice.caution summary").first.click()
        walk.look(page, "what is short")

    with walk.step("finds no panel in another season"):
        page.goto(f"{THIRD}/assignment/panels")
        walk.look(page, "panels, none")

    with walk.step("hears which juror can be given nothing as long as nobody knows their country"):
        page.goto(f"{THIRD}/jurors/new")
        page.fill("[name=email]", "ines@example.com")
        page.fill("[name=name]", "Inês Carvalho")
        page.fill("[name=languages]", "pt en")
        walk.follow(page.locator("main form .button.primary"))
        page.goto(f"{THIRD}/invitations")
        walk.follow(page.locator("main form .button.primary"))
        invited = walk.person()
        walk.sign_in(invited, "ines@example.com")
        invited.goto("/seasons/third/jury/invitation")
        walk.follow(invited.locator("main form[action$='/accept'] button"))
        invited.context.close()
        page.goto(THIRD)
        page.fill("main form[action$='/round'] [name=name]", "Expert review")
        walk.follow(page.locator("main form[action$='/round'] button"))
        page.goto(f"{THIRD}/assign")
        walk.look(page, "dry run, a juror without a country")
        walk.follow(page.get_by_role("link", name="Inês Carvalho"))
        page.select_option("[name=country]", "PT")
        walk.follow(page.locator("main form:has([name=shown]) .button.primary"))
        page.goto(f"{THIRD}/assign")
        assert page.get_by_role("link", name="Inês Carvalho").count() == 0

    with walk.step("sees a juror say what they are an expert of"):
        juror = walk.person()
        walk.sign_in(juror, "juror@example.org")
        juror.goto("/seasons/second/jury")
        walk.follow(juror.get_by_role("link", name="My themes"))
        walk.look(juror, "themes of a juror")
        juror.locator("main [name=theme]").first.check()
        walk.follow(juror.locator("main form .button.primary"))

    with walk.step("sees the juror say what they want to review, and leave what they stand too close to"):
        go_through_names(walk, juror)
        juror.goto("/seasons/second/jury")
        walk.follow(juror.locator(f"main a[href='{BIDS}']"))
        walk.look(juror, "what a juror wants to review")
        for place, wish in enumerate(["eager", "willing", "not-well"]):
            juror.locator(f"main .wishes [value={wish}]").nth(place).check()
        walk.follow(juror.locator("main form[method=post] .button.primary"))
        juror.goto(f"{BIDS}?show=said")
        assert juror.locator("main .wishes").count() == 3
        walk.look(juror, "what a juror said they want")
        juror.goto(f"{BIDS}?show=said&language=xx")
        walk.look(juror, "bids, nothing found")
        juror.goto(f"{BIDS}?show=said")
        walk.follow(juror.locator("main .entries a").first)
        walk.look(juror, "a conflict seen in a list")
        walk.look(juror, "a conflict seen in a list, no kind chosen", at=juror.url, act=state_no_kind)
        juror.select_option("[name=kind]", "mentor")
        walk.follow(juror.locator("main form .button.danger"))
        juror.goto(f"{BIDS}?show=said")
        assert juror.locator("main .wishes").count() == 2
        juror.context.close()
        page.goto(JURY)
        walk.look(page, "how many jurors have bid")
