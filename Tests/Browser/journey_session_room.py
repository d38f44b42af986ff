"""In the room: a participant proposes and supports, a scribe writes, a moderator hides, a facilitator gathers."""

from playwright.sync_api import Page

from walk import PHONES, Walk

WITHOUT_JAVASCRIPT = False
SESSIONS = "/seasons/third/sessions"


def journey(walk: Walk) -> None:
    leader = walk.person()
    walk.sign_in(leader, "facilitator@example.org")
    leader.goto(SESSIONS)
    room = open_session(leader)

    phone = walk.person(PHONES[0])
    with walk.step("a participant sees where the session is and proposes on a phone"):
        walk.sign_in(phone, "participant@example.org")
        phone.goto(f"{room}/room")
        walk.look(phone, "room", at=f"{room}/room")
        propose(phone, "Больше рабочих встреч", "Финалистам нужны встречи чаще.", "ru")
        assert phone.locator(".idea", has_text="Больше рабочих встреч").count() > 0
        walk.look(phone, "room with an idea of one's own", at=f"{room}/room")
        phone.locator("[data-live=ideas] [data-support=open] button").first.click()
        phone.wait_for_load_state()
        assert phone.locator("[data-support=given]").count() > 0

    with walk.step("what is missing is said, and nothing typed is lost"):
        phone.goto(f"{room}/room")
        form = proposing(phone)
        form.locator("[name=change]").fill("Только это.")
        walk.judge(phone, form.locator(".button.primary, .button").last) if hasattr(walk, "judge") else None
        form.locator("div.actions button").click()
        phone.wait_for_load_state()
        assert phone.locator("[aria-invalid=true]").count() == 1
        assert phone.locator("[name=change]").input_value() == "Только это."

    with walk.step("the list and one idea with its discussion"):
        phone.goto(f"{room}/ideas?sort=support")
        walk.look(phone, "all ideas", at=f"{room}/ideas?sort=support")
        walk.look(phone, "no idea fits", at=f"{room}/ideas?language=zu")
        phone.goto(f"{room}/ideas?mine=yes")
        walk.follow(phone.locator(".idea h3 a").first)
        idea = phone.url
        comment = phone.locator("form[data-outbox=comment]")
        comment.locator("[name=kind][value=for]").check()
        comment.locator("[name=text]").fill("Да, и по регионам.")
        walk.follow(comment.locator("div.actions button"))
        walk.look(phone, "an idea", at=idea)
        walk.look(phone, "translating", at=f"{idea}/translation?language=en")

    with walk.step("a scribe writes for the group"):
        scribe = walk.person()
        walk.sign_in(scribe, "scribe@example.org")
        scribe.goto(f"{room}/scribe")
        scribe.locator("form[data-outbox=idea] [name=title]").fill("More meetings of finalists")
        scribe.locator("form[data-outbox=idea] [name=change]").fill("Finalists should meet more often.")
        walk.follow(scribe.locator("form[data-outbox=idea] div.actions button"))
        scribe.locator("[name=report]").fill("Our group noted three things.")
        scribe.wait_for_function("document.querySelector('.save-state').textContent.includes('saved')")
        walk.look(scribe, "scribe's page", at=f"{room}/scribe")
        scribe.goto(f"{room}/scribe/flipcharts")
        walk.look(scribe, "flipcharts", at=f"{room}/scribe/flipcharts")
        scribe.locator("[name=table]").fill("title,change,language\n,Nothing,en\n")
        scribe.locator("form.form div.actions button").click()
        scribe.wait_for_load_state()
        assert scribe.locator(".table tbody tr").count() == 1
        scribe.locator("[name=table]:visible").fill(
            "title,change,language\nMore meetings for finalists,Finalists meet often,en\nA fundraiser,Large ones,en\n"
        )
        walk.follow(scribe.locator("form.form div.actions button"))
        walk.follow(scribe.locator("form:has([name=deed]) button"))

    with walk.step("a moderator hides with a reason, which the log tells"):
        moderator = walk.person()
        walk.sign_in(moderator, "moderator@example.org")
        moderator.goto(f"{room}/ideas")
        walk.look(moderator, "the log without entries", at=f"{room}/log")
        moderator.goto(f"{room}/ideas")
        walk.follow(moderator.locator(".idea h3 a", has_text="A fundraiser").first)
        hidden = moderator.url
        moderator.locator("details:has(form[action$='/hiding']) > summary").last.click()
        moderator.locator("[name=reason-hiding]").fill("Names a private person")
        walk.follow(moderator.locator(".deeds form[action$='/hiding'] button"))
        walk.look(moderator, "a hidden idea for its moderator", at=hidden)
        walk.look(phone, "a hidden idea for everybody", at=hidden)
        assert "fundraiser" not in phone.content()
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
