"""In the room: a participant proposes and supports, a scribe writes, a moderator hides, a facilitator gathers."""

from playwright.sync_api import Locator, Page, expect

from walk import Reader, Walk

SEASON = "/seasons/third"
HAND = Reader("en", "en-GB", "Africa/Nairobi", 390, 844, "ltr")


def live_session(page: Page) -> str:
    """The address of the session that goes on."""
    page.goto(f"{SEASON}/sessions")
    for place in page.locator("main a[href*='/sessions/']").evaluate_all("links => links.map(link => link.pathname)"):
        if page.request.get(f"{page.url.split('/seasons')[0]}{place}/room").ok:
            page.goto(f"{place}/room")
            if page.locator("form[data-outbox=idea]").count():
                return place
    raise AssertionError("no session is open")


def proposing(page: Page) -> Locator:
    form = page.locator("form[data-outbox=idea]")
    if not form.is_visible():
        page.locator("#propose > summary").click()
    return form


def send_nothing(page: Page) -> None:
    form = proposing(page)
    form.locator("[name=change]").fill("Only this.")
    with page.expect_navigation() as navigation:
        # As a browser without scripts does it.
        form.evaluate("form => form.submit()")
    assert navigation.value.status == 422
    assert page.locator("[name=change]").input_value() == "Only this."


def journey(walk: Walk) -> None:
    leader = walk.person()
    phone = walk.person(HAND)

    with walk.step("a participant sees where the session is"):
        walk.sign_in(leader, "facilitator@example.org")
        walk.sign_in(phone, "participant@example.org")
        room = live_session(phone)
        walk.look(phone, "room")
        walk.look(phone, "room, with mistakes", at=f"{room}/room", act=send_nothing)

    with walk.step("proposes an idea and supports another"):
        phone.goto(f"{room}/room")
        form = proposing(phone)
        form.locator("[name=title]").fill("Больше рабочих встреч")
        form.locator("[name=change]").fill("Финалистам нужны встречи чаще.")
        form.locator("[name=language]").select_option("ru")
        walk.follow(form.locator(".actions .button"))
        assert phone.locator(".idea", has_text="Больше рабочих встреч").count() == 1
        walk.look(phone, "room, with an idea of one's own")
        given = phone.locator("[data-support=given]").count()
        walk.follow(phone.locator("[data-live=ideas] [data-support=open] button").first)
        assert phone.locator("[data-support=given]").count() == given + 1

    with walk.step("the list and one idea with its discussion"):
        phone.goto(f"{room}/ideas?sort=support")
        walk.look(phone, "all ideas")
        phone.goto(f"{room}/ideas?language=zu")
        walk.look(phone, "all ideas, none found")
        phone.goto(f"{room}/ideas?mine=yes")
        walk.follow(phone.locator(".idea h3 a").first)
        idea = phone.url
        comment = phone.locator("form[data-outbox=comment]")
        comment.locator("[name=kind][value=for]").check()
        comment.locator("[name=text]").fill("Да, и по регионам.")
        walk.follow(comment.locator(".actions .button"))
        walk.look(phone, "an idea", at=idea)
        walk.look(phone, "translating", at=f"{idea}/translation?language=en")

    with walk.step("a scribe writes for the group"):
        scribe = walk.person()
        walk.sign_in(scribe, "scribe@example.org")
        scribe.goto(f"{room}/scribe")
        scribe.locator("form[data-outbox=idea] [name=title]").fill("More meetings of finalists")
        scribe.locator("form[data-outbox=idea] [name=change]").fill("Finalists should meet more often.")
        walk.follow(scribe.locator("form[data-outbox=idea] .actions .button"))
        scribe.locator("[name=report]").fill("Our group noted three things.")
        expect(scribe.locator(".save-state")).to_contain_text("All changes are saved")
        walk.look(scribe, "scribe's page", at=f"{room}/scribe")
        scribe.goto(f"{room}/scribe/flipcharts")
        walk.look(scribe, "flipcharts", at=f"{room}/scribe/flipcharts")
        scribe.locator("[name=table]").fill("title,change,language\n,Nothing,en\n")
        with scribe.expect_navigation() as refused:
            scribe.locator("form.form .actions .button").click()
        assert refused.value.status == 422 and scribe.locator(".table tbody tr").count() == 1
        scribe.locator("[name=table]:visible").fill(
            "title,change,language\nMore meetings for finalists,Finalists meet often,en\nA fundraiser of billboards,Large ones,en\n"
        )
        walk.follow(scribe.locator("form.form .actions .button"))
        walk.follow(scribe.locator("form:has([name=deed]) button"))

    with walk.step("a moderator hides with a reason, which the log tells"):
        moderator = walk.person()
        walk.sign_in(moderator, "moderator@example.org")
        moderator.goto(f"{room}/ideas")
        walk.look(moderator, "the log without entries", at=f"{room}/log")
        moderator.goto(f"{room}/ideas")
        walk.follow(moderator.locator(".idea h3 a", has_text="A fundraiser of billboards").first)
        hidden = moderator.url
        moderator.locator("details:has(form[action$='/hiding']) > summary").last.click()
        moderator.locator("[name=reason-hiding]").fill("Names a private person")
        walk.follow(moderator.locator(".deeds form[action$='/hiding'] button"))
        walk.look(moderator, "a hidden idea for its moderator", at=hidden)
        walk.look(phone, "a hidden idea for everybody", at=hidden)
        assert "billboards" not in phone.content()
        moderator.goto(f"{idea}/translation?language=en")
        moderator.locator("[name=title]").fill("A translation of somebody else’s idea")
        moderator.locator("[name=change]").fill("It says something else.")
        walk.follow(moderator.locator("form[action$='/translation'] .actions .button"))
        moderator.goto(idea)
        moderator.locator("details:has(form[action$='/translation/removal']) > summary").click()
        moderator.locator("form[action$='/translation/removal'] select").select_option("en")
        moderator.locator("[name=reason-translation]").fill("It says what the idea does not")
        walk.look(moderator, "removing a translation")
        walk.follow(moderator.locator("form[action$='/translation/removal'] button"))
        assert "somebody else" not in moderator.content()
        walk.look(phone, "the log", at=f"{room}/log")

    with walk.step("a facilitator gathers what is alike, and releases it"):
        leader.goto(f"{room}/themes")
        walk.look(leader, "themes to gather", at=f"{room}/themes")
        walk.follow(leader.locator("form.suggestion .actions button").first)
        walk.follow(leader.locator(".idea[data-theme] a").first)
        theme = leader.url
        walk.look(leader, "a theme for its facilitator", at=theme)
        walk.look(phone, "a theme", at=theme)
        leader.goto(theme)
        leader.locator("details:has(form[action$='/release']) > summary").click()
        walk.follow(leader.locator("form[action$='/release'] button").first)
