"""The directorate answers: ideas are triaged, an answer is drafted, adopted at a meeting and published, and kept."""

import sqlite3
from contextlib import closing
from pathlib import Path

from playwright.sync_api import Page

from walk import Walk

WITHOUT_JAVASCRIPT = True

SEASON = "/seasons/second"
BOARD = f"{SEASON}/directorate/ideas"
MEETINGS = f"{SEASON}/directorate/meetings"

IDEAS = [
    ("en", "Finalists of different years meet every quarter", "One meeting a year is not enough to work together."),
    ("ru", "Встречи с университетами в каждом городе форума", "Студенты узнают о премии от самих финалистов."),
    ("ar", "جائزة خاصة للمتطوعين الشباب", "يستحق المتطوعون دون الثامنة عشرة جائزة لهم."),
]


def hold_a_session(walk: Walk) -> None:
    """Leaves behind what the room of a session leaves: a closed one with ideas, one author with an account."""
    database = Path(walk.server.data.name) / "laurel.sqlite"
    with closing(sqlite3.connect(database, timeout=10)) as connection, connection:
        session = connection.execute(
            """INSERT INTO design_session (public_id, season_id, version, title, purpose, place, time_zone, starts_at,
                ends_at, languages, allows_guests, most_seats, names_shown, announced_at, opened_at, closed_at, created_at)
            SELECT 'answers-journey', id, 1, '{"en":"The forum’s session","ru":"Сессия форума","ar":"جلسة المنتدى"}', '{}',
                '{"en":"Moscow"}', 'Europe/Moscow', 1000, 2000, '["en","ru","ar"]', 1, 100, 'nobody', 1, 1, 2000, 1
            FROM season WHERE key = 'second' RETURNING id"""
        ).fetchone()[0]
        group = connection.execute(
            """INSERT INTO session_group (public_id, session_id, position, name, description)
            VALUES ('answers-group', ?, 1, '{"en":"Community","ru":"Сообщество","ar":"المجتمع"}', '{}') RETURNING id""",
            (session,),
        ).fetchone()[0]
        seat = connection.execute(
            """INSERT INTO seat (public_id, session_id, person_id, group_id, part, language, joined_at)
            SELECT 'answers-seat', ?, id, ?, 'participant', 'en', 1 FROM person WHERE email = 'applicant@example.org'
            RETURNING id""",
            (session, group),
        ).fetchone()[0]
        for number, (language, title, change) in enumerate(IDEAS, start=1):
            idea = connection.execute(
                """INSERT INTO idea (public_id, session_id, number, group_id, origin, language, title, change,
                    proposed_at, request_key) VALUES (?, ?, ?, ?, 'person', ?, ?, ?, 1500, ?) RETURNING id""",
                (f"answers-idea-{number}", session, number, group, language, title, change, f"key-{number}"),
            ).fetchone()[0]
            connection.execute("INSERT INTO idea_author VALUES (?, ?, ?)", (idea, session, seat))


def press(walk: Walk, page: Page, selector: str) -> None:
    walk.follow(page.locator(f"main {selector}").first)


def triage(walk: Walk, page: Page) -> None:
    page.goto(f"{BOARD}?session=answers-journey")
    for box in page.locator("[name=idea]").all():
        box.check()
    page.select_option("[name='new-owner']", index=1)
    page.fill("[name='new-due']", "2020-01-31")
    page.check("[name=study]")
    press(walk, page, "form[action*='/triage'] .button.primary")


def draft(walk: Walk, page: Page) -> str:
    """An acceptance with an action and a change of rules; the address of its page."""
    page.goto(f"{BOARD}/answers-idea-1")
    press(walk, page, "form[action$='/answers'] button")
    answer = page.url
    walk.look(page, "answer, just begun")
    for kind in ["action", "rule"]:
        page.goto(answer)
        page.check("[name=outcome][value=accepted]")
        page.fill("[name=reason]", "Whoever meets more often does more together. We begin with four meetings a year.")
        press(walk, page, f"[name=add][value={kind}]")
    page.goto(answer)
    action = page.locator("fieldset").filter(has=page.locator("[name^='owner.']")).first
    action.locator("[name^='what.']").fill("Hold a meeting of finalists every quarter")
    action.locator("[name^='owner.']").select_option(index=1)
    action.locator("[name^='due.']").fill("2020-06-30")
    action.locator("[name^='measure.']").fill("Four meetings in a year, each with people of three seasons")
    rule = page.locator("fieldset").filter(has=page.locator("[name^='path.']")).first
    rule.locator("[name^='what.']").fill("Where questions go")
    rule.locator("[name^='season.']").select_option("third")
    rule.locator("[name^='path.']").fill("contact")
    rule.locator("[name^='after.']").fill("finalists@example.org")
    press(walk, page, "form[action*='/answers/'] .button.primary")
    return answer


def vote(walk: Walk, page: Page, meeting: str) -> None:
    page.goto(meeting)
    press(walk, page, "form[action$='/attendance'] button")
    page.goto(meeting)
    page.locator("[name^='voice-'][value=for]").check()
    press(walk, page, "form[action$='/voice'] button")
    # The answer's place in the address would keep the phones from asking again.
    page.goto(meeting)


def meet(walk: Walk, author: Page, other: Page) -> str:
    author.goto(MEETINGS)
    author.fill("[name=date]", "2027-03-01")
    author.fill("[name=place]", "Moscow, and online")
    press(walk, author, "form[action$='/meetings'] .button.primary")
    meeting = author.url.split("?")[0]
    author.goto(meeting)
    walk.look(author, "meeting, nothing on the agenda")
    author.locator("[name=answer]").first.check()
    press(walk, author, "form[action$='/agenda'] button")
    vote(walk, author, meeting)
    walk.look(author, "meeting, one has voted")
    vote(walk, other, meeting)
    walk.look(other, "meeting, ready to adopt")
    press(walk, other, "form[action$='/adoption'] button")
    return meeting


def close(walk: Walk, page: Page, meeting: str) -> None:
    page.goto(meeting)
    page.fill("[name=minutes]", "Both members spoke for more meetings.")
    press(walk, page, "[formaction$='/closing']")
    page.goto(meeting)
    walk.look(page, "meeting, over")


def journey(walk: Walk) -> None:
    owner, other, staff = walk.person(), walk.person(), walk.person()
    author, public = walk.person(), walk.person()
    clarification = f"{SEASON}/sessions/answers-journey/ideas/answers-idea-1/clarification"

    with walk.step("every idea waits on the board"):
        hold_a_session(walk)
        for page, email in [(owner, "directorate"), (other, "directorate2"), (staff, "staff"), (author, "applicant")]:
            walk.sign_in(page, f"{email}@example.org")
        owner.goto(f"{BOARD}?session=answers-journey")
        assert owner.locator("[name=idea]").count() == len(IDEAS)
        triage(walk, owner)
        owner.goto(f"{BOARD}?session=answers-journey")
        walk.look(owner, "board, triaged and overdue")
        owner.goto(f"{SEASON}/directorate")
        walk.look(owner, "overview, ideas overdue")

    with walk.step("asks the author, who replies"):
        owner.goto(f"{BOARD}/answers-idea-1")
        owner.fill("[name=question]", "Which finalists do you think of?")
        press(walk, owner, "form[action$='/questions'] button")
        assert "Which finalists" in walk.mail_for("applicant@example.org")
        author.goto(clarification)
        walk.look(author, "clarification, asked")
        author.fill("[name=reply]", "Those of all seasons.")
        press(walk, author, "form[action$='/clarification'] button")
        owner.goto(f"{BOARD}/answers-idea-1")
        walk.look(owner, "idea, with its reply")

    with walk.step("goes on without a reply to another question"):
        owner.goto(f"{BOARD}/answers-idea-2")
        owner.fill("[name=question]", "Who would pay?")
        press(walk, owner, "form[action$='/questions'] button")
        owner.click("main details:has([name=ending]) summary")
        walk.look(owner, "idea, nobody has replied")
        owner.fill("[name=ending]", "The group is not reached any more.")
        press(walk, owner, "form[action$='/questions/end'] button")
        assert "The group is not reached any more." in owner.inner_text("main")
        walk.look(owner, "idea, without a reply")

    with walk.step("drafts an answer with what it promises"):
        answer = draft(walk, owner)
        owner.goto(answer)
        walk.look(owner, "answer, drafted")

    with walk.step("a meeting adopts it"):
        owner.goto(MEETINGS)
        walk.look(owner, "meetings")
        close(walk, other, meet(walk, owner, other))
        public.goto(f"{SEASON}/promises")
        assert "every quarter" not in public.content()

    with walk.step("publishes it, and the author reads it"):
        owner.goto(answer)
        walk.look(owner, "answer, adopted")
        owner.goto(f"{answer}/publication")
        walk.look(owner, "publication, what it does")
        press(walk, owner, "form[action$='/publication'] button")
        mail = walk.mail_for("applicant@example.org")
        promise = next(word for word in mail.split() if "/promises/" in word)
        author.goto(promise)
        walk.look(author, "published answer")

    with walk.step("the action goes on, and everybody sees it"):
        staff.goto(f"{SEASON}/actions")
        walk.look(staff, "actions")
        staff.locator("main tbody a", has_text="every quarter").click()
        staff.check("[name=state][value='under-way']")
        staff.fill("[name=evidence]", "The first meeting was held online with forty people.")
        staff.fill("[name=link]", "https://example.org/meeting")
        press(walk, staff, "form.form .button.primary")
        walk.look(staff, "action, reported")
        public.goto(f"{SEASON}/promises")
        assert "forty people" in public.content()
        walk.look(public, "what became of ideas")
        public.goto(promise)
        walk.look(public, "published answer, with evidence")
