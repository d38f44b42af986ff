"""Staff close a round, read its results, and propose finalists."""

from walk import Walk

FIRST = "/seasons/first/staff/results"
SECOND = "/seasons/second/staff"


def journey(walk: Walk) -> None:
    page = walk.person()

    with walk.step("reads the results of a season that is over"):
        walk.sign_in(page, "staff@example.org")
        page.goto(FIRST)
        walk.look(page, "results")
        page.goto(f"{FIRST}?nomination=person&standing=passing")
        assert page.locator("main tbody tr").count() > 0
        walk.look(page, "results of one nomination")
        page.goto(f"{FIRST}?search=no+such+project")
        walk.look(page, "results, none found")
        page.goto(FIRST)
        walk.follow(page.locator("main tbody a").first)
        walk.look(page, "an application and its reviews")
        page.goto(f"{FIRST}/jurors")
        walk.look(page, "jurors beside one another")
        page.goto(f"{FIRST}/proposal")
        walk.look(page, "proposal of finalists")

    with walk.step("finds no results while the round is open"):
        page.goto(f"{SECOND}/results")
        walk.look(page, "results, none yet")

    with walk.step("closes the round, after its effect was shown"):
        page.goto(f"{SECOND}/jury/round/close")
        assert page.locator("main .notice.caution").count() == 1
        walk.look(page, "closing of the round")
        walk.follow(page.locator("main form[action$='/round/close'] button"))
        page.goto(f"{SECOND}/jury")
        walk.look(page, "jury, round closed")

    with walk.step("sees the results"):
        page.goto(f"{SECOND}/results")
        count = page.locator("main form[action$='/count'] .button.primary")
        if count.count():
            walk.follow(count)
        page.goto(f"{SECOND}/results")
        assert page.locator("main tbody tr").count() > 0
        walk.look(page, "results of the closed round")

    with walk.step("proposes finalists to the directorate"):
        page.goto(f"{SECOND}/results/proposal?person=3&organisation=3")
        assert page.locator("main [name=application]:checked").count() == 6
        page.fill("[name=reasons]", "The highest means of each nomination.")
        walk.follow(page.locator("main form[method=post] .button.primary"))
