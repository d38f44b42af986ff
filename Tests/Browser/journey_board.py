"""Staff read the results board, the directorate reads it without the jurors, and a round is opened under a method."""

from walk import Walk

FIRST = "/seasons/first/staff/results"
SECOND = "/seasons/second/staff"


def journey(walk: Walk) -> None:
    page = walk.person()

    with walk.step("reads the provisional board of a round that is still open"):
        walk.sign_in(page, "staff@example.org")
        page.goto(f"{SECOND}/results")
        walk.follow(page.locator("main a[href$='/results/provisional']").first)
        assert page.locator("main .notice.caution").count() > 0
        walk.look(page, "provisional board")

    with walk.step("asks for one further review of each application that is too close to call"):
        asking = page.locator("main form[action$='/assignment/further']")
        asked = asking.locator("input[name=application]").count()
        assert str(asked) in asking.inner_text()
        walk.follow(asking.locator("button"))
        assert page.url.endswith("/jury/assign?notice=jury-further")
        assert page.locator("main form[action$='/further/withdraw']").count() == asked
        page.goto(f"{SECOND}/results/provisional")
        assert page.locator("main form[action$='/assignment/further']").count() == 0
        walk.look(page, "provisional board, further reviews asked for")

    with walk.step("closes the round and reads its board"):
        page.goto(f"{SECOND}/jury/round/close")
        walk.follow(page.locator("main form[action$='/round/close'] button"))
        page.goto(f"{SECOND}/results")
        walk.follow(page.locator("main a[href*='/results/board']").first)
        assert page.locator("main .cut-line").count() == 1
        assert page.locator("main tbody svg.strip").count() > 0
        walk.look(page, "results board")
        page.goto(f"{SECOND}/results/board?nomination=organisation")
        walk.look(page, "results board, organisations")

    with walk.step("goes from those that lack reviews to all of them"):
        page.goto(f"{SECOND}/results/board")
        walk.follow(page.locator("main a[href*='standing=lacking']"))
        assert page.locator("main tbody tr").count() > 0
        walk.look(page, "results that lack reviews")

    with walk.step("reads how severe the jurors are, and one application"):
        page.goto(f"{SECOND}/results/jurors")
        walk.look(page, "jurors' leniency")
        page.goto(f"{SECOND}/results/board")
        walk.follow(page.locator("main tbody a").first)
        walk.look(page, "an application on the board")

    with walk.step("reads the board of a season that is over, and how robust it is"):
        page.goto(f"{FIRST}/board")
        page.locator("main .board details.more").first.evaluate("details => details.open = true")
        walk.look(page, "board of a season that is over")

    with walk.step("reads it in the dark and on paper"):
        page.emulate_media(color_scheme="dark")
        walk.look(page, "board in the dark")
        page.emulate_media(color_scheme="light", media="print")
        walk.screenshot(page, "board on paper")
        page.emulate_media(media="screen")

    with walk.step("sees how a round will rank before it opens"):
        page.goto("/seasons/third/staff/jury")
        assert page.locator("main .facts").count() >= 2
        walk.look(page, "method before the round opens")

    with walk.step("the directorate reads the board without the jurors"):
        member = walk.person()
        walk.sign_in(member, "directorate@example.org")
        member.goto("/seasons/second/directorate/results")
        assert member.locator("main a[href*='/results/jurors']").count() == 0
        walk.look(member, "board of the directorate")
