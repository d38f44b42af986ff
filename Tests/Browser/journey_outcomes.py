"""Outcomes: a meeting decides, laureates confirm in confidence, the reserve moves up, an embargo opens, a mistake is
put right, and applicants read what the jury said."""

import sqlite3
from contextlib import closing
from pathlib import Path

from playwright.sync_api import Page

from walk import Walk

WITHOUT_JAVASCRIPT = True

SEASON = "/seasons/second"
OVERVIEW = f"{SEASON}/directorate"
MEETINGS = f"{OVERVIEW}/meetings"


def press(walk: Walk, page: Page, selector: str) -> None:
    walk.follow(page.locator(f"main {selector}").first)


def query(walk: Walk, statement: str, values: tuple[object, ...] = ()) -> list[tuple[str, ...]]:
    database = Path(walk.server.data.name) / "laurel.sqlite"
    with closing(sqlite3.connect(database, timeout=10)) as connection, connection:
        return connection.execute(statement, values).fetchall()


def status(page: Page, path: str) -> int:
    answer = page.goto(path)
    assert answer
    return answer.status


def close_the_round(walk: Walk, page: Page) -> None:
    page.goto(f"{SEASON}/staff/jury/round/close")
    press(walk, page, "form[action$='/round/close'] button")
    page.goto(f"{SEASON}/staff/results")
    count = page.locator("main form[action$='/count'] .button.primary")
    if count.count():
        walk.follow(count)


def look_at_comments(walk: Walk, page: Page) -> None:
    page.goto(f"{SEASON}/staff/comments")
    walk.look(page, "comments for applicants")
    press(walk, page, "article button[value=released]")
    page.goto(f"{SEASON}/staff/comments")
    page.locator("article").first.locator("[name^='reason-']").fill("It names a colleague.")
    press(walk, page, "article button[value=hidden]")


def draft_finalists(walk: Walk, page: Page, number: int) -> str:
    """A decision with its candidates and reasons; its address."""
    page.goto(OVERVIEW)
    walk.look(page, "decisions, none")
    press(walk, page, "form[action$='/decisions'] button")
    decision = page.url
    page.goto(f"{decision}/candidates")
    walk.look(page, "candidates")
    for box in page.locator("[name=application]").all()[:number]:
        box.check()
    press(walk, page, "form[method=post] .button.primary")
    page.goto(decision)
    page.fill("[name=reasons]", "Proven change, led by volunteers, of use in other countries.")
    explain(page)
    press(walk, page, "form[method=post].form .button.primary")
    page.goto(decision)
    explain(page)
    press(walk, page, "form[method=post].form .button.primary")
    return decision


def explain(page: Page) -> None:
    """Why a choice departs from the ranking, wherever the form asks for it."""
    for field in page.locator("textarea[name^='departure.']").all():
        field.fill("Two of them won the last season, and the directorate wants others to be seen.")


def vote(walk: Walk, page: Page, matter: str) -> None:
    page.goto(matter.rsplit("/decisions/", 1)[0])
    arrive = page.locator("main form[action$='/attendance'] button.primary")
    if arrive.count():
        walk.follow(arrive)
    page.goto(matter)
    for number in range(page.locator("main form[action$='/voice']").count()):
        page.goto(matter)
        form = page.locator("main form[action$='/voice']").nth(number)
        form.locator("[value=for]").check()
        walk.follow(form.locator("button"))
    page.goto(matter)


def adopt(walk: Walk, author: Page, other: Page, decision: str, title: str) -> None:
    """At a meeting of its own, where both members vote and the one who did not write on it adopts."""
    author.goto(MEETINGS)
    author.fill("[name=date]", "2027-03-01")
    author.fill("[name=place]", "Geneva, and online")
    press(walk, author, "form[action$='/meetings'] .button.primary")
    meeting = author.url.split("?")[0]
    author.goto(meeting)
    public_id = decision.split("?")[0].rsplit("/", 1)[1]
    author.locator(f"[name=decision][value='{public_id}']").check()
    walk.look(author, f"meeting, {title} to be put on its agenda") if title == "finalists" else None
    press(walk, author, "form[action$='/decisions'] button")
    matter = f"{meeting}/decisions/{public_id}"
    vote(walk, author, matter)
    vote(walk, other, matter)
    walk.look(other, f"{title}, voted on")
    press(walk, other, "form[action$='/adoption'] button")
    other.goto(matter)
    walk.look(other, f"{title}, adopted")


def publish(walk: Walk, page: Page, decision: str) -> None:
    page.goto(f"{decision}/publication")
    walk.look(page, "publication, what it does")
    press(walk, page, "form[action$='/publication'] .button.danger")


def fill_laureates(walk: Walk, page: Page, decision: str) -> None:
    """Two winners of those whom staff proposed, and two who stand by in another order than the ranking's."""
    page.goto(decision)
    walk.look(page, "laureates, as staff propose them")
    for box in page.locator("[name^='remove.']").all()[2:]:
        box.check()
    page.fill("[name=reasons]", "Something changed, it is known how, and others can do the same.")
    press(walk, page, "form[method=post].form .button.primary")
    page.goto(decision)
    for reason in page.locator("textarea[name^='reason.']").all():
        reason.fill("Others can do the same with little money.")
    page.locator("[name='reserve.laureate.1']").select_option(index=2)
    page.locator("[name='reserve.laureate.2']").select_option(index=1)
    explain(page)
    press(walk, page, "form[method=post].form .button.primary")
    page.goto(decision)
    explain(page)
    walk.look(page, "laureates, with those who stand by")
    press(walk, page, "form[method=post].form .button.primary")


def told(walk: Walk) -> list[tuple[str, str]]:
    """Whom an open notice waits for: the address of the page and of the account."""
    rows = query(
        walk,
        """SELECT application.public_id, min(person.email) FROM outcome_notice
        JOIN application ON application.id = outcome_notice.application_id
        JOIN party_member ON party_member.party_id = application.party_id
        JOIN person ON person.id = party_member.person_id
        LEFT JOIN outcome_reply ON outcome_reply.notice_id = outcome_notice.id
        WHERE outcome_reply.notice_id IS NULL GROUP BY outcome_notice.id ORDER BY outcome_notice.id""",
    )
    return [(f"{SEASON}/applications/{application}", email) for application, email in rows]


def answer(walk: Walk, reply: str, title: str) -> tuple[str, str]:
    """The first who waits says something; their page and address."""
    path, email = told(walk)[0]
    page = walk.person()
    walk.sign_in(page, email)
    page.goto(path)
    walk.look(page, f"in confidence, {title}")
    press(walk, page, f"form[action*='/notices/'] button[value={reply}]")
    page.goto(path)
    walk.look(page, f"in confidence, {reply}")
    page.context.close()
    return path, email


def journey(walk: Walk) -> None:
    author, other, staff, public = walk.person(), walk.person(), walk.person(), walk.person()

    with walk.step("staff close the round and look at what jurors wrote for applicants"):
        walk.sign_in(staff, "staff@example.org")
        close_the_round(walk, staff)
        look_at_comments(walk, staff)

    with walk.step("the directorate reads what was decided before"):
        walk.sign_in(author, "directorate@example.org")
        walk.sign_in(other, "directorate2@example.org")
        author.goto("/seasons/first/directorate")
        walk.look(author, "decisions, published")
        press(walk, author, "tbody a")
        walk.look(author, "a published decision")

    with walk.step("drafts finalists, and nobody else can know"):
        finalists = draft_finalists(walk, author, 6)
        author.goto(finalists)
        walk.look(author, "finalists, drafted")
        assert author.locator("main form[action$='/adoption']").count() == 0
        assert status(public, f"{SEASON}/finalists") == 404
        assert status(staff, finalists) in (403, 404)

    with walk.step("a meeting adopts the finalists, and they are published"):
        adopt(walk, author, other, finalists, "finalists")
        publish(walk, other, finalists)
        assert status(public, f"{SEASON}/finalists") == 200
        walk.look(public, "finalists of the season")

    with walk.step("staff propose laureates from the ranking"):
        staff.goto(f"{SEASON}/staff/results/prizes")
        walk.look(staff, "laureates, proposed")
        press(walk, staff, "form[action$='/prizes'] button")
        assert status(public, f"{SEASON}/laureates") == 404

    with walk.step("the directorate weighs the proposal and a meeting adopts it"):
        author.goto(OVERVIEW)
        walk.follow(author.locator("main tbody a[href*='/decisions/']").last)
        laureates = author.url
        fill_laureates(walk, author, laureates)
        adopt(walk, author, other, laureates, "laureates")

    with walk.step("laureates are told in confidence"):
        other.goto(f"{laureates}/notices")
        walk.look(other, "notices, what they do")
        press(walk, other, "form[action$='/notices'] button")
        other.goto(laureates)
        walk.look(other, "laureates, told")
        other.goto(OVERVIEW)
        walk.look(other, "decisions, answers are missing")

    with walk.step("one confirms, one declines, and the reserve moves up"):
        chosen = answer(walk, "confirm", "offered")
        answer(walk, "decline", "offered to another")
        answer(walk, "confirm", "offered from the reserve")
        assert told(walk) == []
        other.goto(laureates)
        walk.look(other, "laureates, all have answered")

    with walk.step("an embargo opens by itself"):
        other.goto(f"{laureates}/publication")
        other.fill("[name=opens]", "2001-01-01T10:00")
        walk.look(
            other, "embargo, in the past", at=f"{laureates}/publication",
            act=lambda view: set_embargo(view, "2001-01-01T10:00"),
        )
        other.goto(f"{laureates}/publication")
        tomorrow = query(walk, "SELECT strftime('%Y-%m-%dT10:00', 'now', '+1 day')")[0][0]
        set_embargo(other, tomorrow)
        other.goto(OVERVIEW)
        walk.look(other, "decisions, an embargo is set")
        assert status(public, f"{SEASON}/laureates") == 404
        query(walk, "UPDATE embargo SET opens_at = opens_at - 2 * 86400000")
        for _ in range(30):
            if status(public, f"{SEASON}/laureates") == 200:
                break
            public.wait_for_timeout(500)
        assert public.locator("main .laureates > li").count() == 2
        walk.look(public, "laureates of the season")

    with walk.step("a laureate reads what the jury said"):
        path, email = chosen
        page = walk.person()
        walk.sign_in(page, email)
        page.goto(path)
        walk.look(page, "outcome with feedback")
        page.context.close()

    with walk.step("a mistake is put right"):
        author.goto(OVERVIEW)
        press(walk, author, "form[action$='/corrections'] button")
        # The finalists come first: their correction stays a draft.
        author.goto(OVERVIEW)
        walk.follow(author.locator("main form[action$='/corrections'] button").last)
        correction = author.url
        author.fill("[name=note]", "The second reason was that of another project. It is put right here.")
        author.locator("textarea[name^='reason.']").last.fill("Neighbours who began alone are many now.")
        press(walk, author, "form[method=post].form .button.primary")
        author.goto(correction)
        explain(author)
        press(walk, author, "form[method=post].form .button.primary")
        author.goto(correction)
        walk.look(author, "correction, drafted")
        adopt(walk, author, other, correction, "correction")
        publish(walk, other, correction)
        public.goto(f"{SEASON}/laureates")
        walk.look(public, "laureates, corrected")
        assert public.locator("text=that of another project").count() > 0


def set_embargo(view: Page, moment: str) -> None:
    view.fill("[name=opens]", moment)
    with view.expect_navigation():
        view.locator("main form:has([name=when]) button").click()
