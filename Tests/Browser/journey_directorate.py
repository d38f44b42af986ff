"""The directorate decides: one member drafts, another adopts, and publication shows it to everybody."""

from playwright.sync_api import Page

from walk import Walk

WITHOUT_JAVASCRIPT = True

SEASON = "/seasons/second"
OVERVIEW = f"{SEASON}/directorate"


def close_the_round(walk: Walk) -> None:
    page = walk.person()
    walk.sign_in(page, "staff@example.org")
    page.goto(f"{SEASON}/staff/jury/round/close")
    walk.follow(page.locator("main form[action$='/round/close'] button"))
    page.goto(f"{SEASON}/staff/results")
    count = page.locator("main form[action$='/count'] .button.primary")
    if count.count():
        walk.follow(count)
    page.context.close()


def draft(walk: Walk, page: Page, number: int) -> str:
    """A decision with its candidates and reasons; its address."""
    page.goto(OVERVIEW)
    walk.follow(page.locator("main form[action$='/decisions'] button").first)
    decision = page.url
    page.goto(f"{decision}/candidates")
    walk.look(page, "candidates")
    for box in page.locator("[name=application]").all()[:number]:
        box.check()
    walk.follow(page.locator("main form[method=post] .button.primary"))
    page.goto(decision)
    page.fill("[name=reasons]", "Proven change, led by volunteers, of use in other countries.")
    return decision


def save(walk: Walk, page: Page) -> None:
    walk.follow(page.locator("main form[method=post].form .button.primary").first)


def adopt_and_publish(walk: Walk, page: Page, decision: str) -> None:
    page.goto(decision)
    walk.look(page, "decision, ready for another member")
    walk.follow(page.locator("main form[action$='/adoption'] button"))
    page.goto(decision)
    walk.look(page, "decision, adopted")
    page.goto(f"{decision}/publication")
    walk.look(page, "publication, what it does")
    walk.follow(page.locator("main form[action$='/publication'] button"))


def status(page: Page, path: str) -> int:
    answer = page.goto(path)
    assert answer
    return answer.status


def journey(walk: Walk) -> None:
    author, other, public = walk.person(), walk.person(), walk.person()

    with walk.step("reads what was decided before"):
        close_the_round(walk)
        walk.sign_in(author, "directorate@example.org")
        walk.sign_in(other, "directorate2@example.org")
        author.goto("/seasons/first/directorate")
        walk.look(author, "decisions, published")
        walk.follow(author.locator("main tbody a").first)
        walk.look(author, "a published decision")

    with walk.step("drafts a decision on finalists"):
        author.goto(OVERVIEW)
        walk.look(author, "decisions, none")
        finalists = draft(walk, author, 6)
        save(walk, author)
        author.goto(finalists)
        walk.look(author, "decision, drafted")
        assert author.locator("main form[action$='/adoption']").count() == 0

    with walk.step("nobody else can know"):
        assert status(public, f"{SEASON}/finalists") == 404
        staff = walk.person()
        walk.sign_in(staff, "staff@example.org")
        assert status(staff, finalists) in (403, 404)
        staff.context.close()

    with walk.step("the other member adopts and publishes the finalists"):
        adopt_and_publish(walk, other, finalists)
        assert status(public, f"{SEASON}/finalists") == 200
        walk.look(public, "finalists of the season")
        assert status(public, f"{SEASON}/laureates") == 404

    with walk.step("decides on laureates, who are seen once they are published"):
        laureates = draft(walk, author, 2)
        for prize in author.locator("select[name^='prize.']").all():
            prize.select_option("laureate")
        for reason in author.locator("textarea[name^='reason.']").all():
            reason.fill("Others can do the same with little money.")
        save(walk, author)
        adopt_and_publish(walk, other, laureates)
        assert status(public, f"{SEASON}/laureates") == 200
        assert public.locator("main .laureates > li").count() == 2
        walk.look(public, "laureates of the season")
