"""A facilitator asks a session in three ways and with cards; people vote on phones in their languages."""

import re

from playwright.sync_api import Page, expect

from walk import PHONES, Reader, Walk

SEASON = "/seasons/third"
HAND = Reader("en", "en-GB", "Africa/Nairobi", 390, 844, "ltr")
IDEAS = [
    ("en", "A special prize for young volunteers", "Name a prize for those under eighteen."),
    ("ru", "Встречи лауреатов каждые три месяца", "Проводить рабочие встречи онлайн."),
    ("ar", "دعم الجامعات لمشاريع المتطوعين", "ربط كل مشروع بجامعة قريبة."),
    ("en", "News of the projects in local media", "Send a press kit to the media of each finalist."),
    ("ru", "Стажировки для всех участников", "Собрать места в организациях-партнёрах."),
]
QUESTION = {
    "en": "What should change first?",
    "ru": "Что изменить в первую очередь?",
    "ar": "ما الذي ينبغي تغييره أولًا؟",
}


def save(walk: Walk, page: Page) -> None:
    walk.follow(page.locator("main form.form .button.primary").first)


def open_session(walk: Walk, page: Page) -> tuple[str, str]:
    """A session that runs, with one group; its address and its code."""
    walk.sign_in(page, "staff@example.org")
    page.goto(f"{SEASON}/staff/sessions")
    for language, title in [("en", "Polls at the forum"), ("ru", "Голосования на форуме"), ("ar", "تصويت المنتدى")]:
        page.fill(f"[name=title-{language}]", title)
        page.fill(f"[name=purpose-{language}]", title)
        page.check(f"[name=languages][value={language}]")
    page.fill("[name=place-en]", "Moscow")
    save(walk, page)
    setup = page.url.split("?")[0]
    page.goto(f"{setup}/groups")
    page.fill("[name=name-new-en]", "Attracting participants")
    save(walk, page)
    for _ in ["announced", "opened"]:
        page.goto(f"{setup}/standing")
        walk.follow(page.locator("main form .button"))
    page.goto(f"{setup}/code")
    return setup.removesuffix("/setup"), page.locator(".join-code .code").inner_text()


def join(walk: Walk, reader: Reader, code: str, session: str, name: str) -> Page:
    phone = walk.person(reader)
    phone.goto("/join")
    phone.fill("[name=code]", code)
    walk.follow(phone.locator("main form .button.primary"))
    phone.fill("[name=name]", name)
    phone.check("[name=group] >> nth=0")
    with phone.expect_navigation():
        phone.locator("main form.form .button.primary").click()
    return phone


def propose(phone: Page, session: str, language: str, title: str, change: str) -> None:
    phone.goto(f"{session}/room")
    phone.fill("[name=title]", title)
    phone.fill("[name=change]", change)
    phone.select_option("form [name=language]", language)
    with phone.expect_navigation():
        phone.eval_on_selector("form[data-outbox=idea]", "form => form.submit()")


def draft(walk: Walk, page: Page, session: str, method: str, electorate: str = "seats") -> str:
    page.goto(f"{session}/polls/new?method={method}")
    for language, question in QUESTION.items():
        page.fill(f"[name='question.{language}']", question)
    page.check(f"[name=electorate][value={electorate}]")
    for box in page.locator("[name=item]").all():
        box.check()
    save(walk, page)
    return page.url.split("?")[0].removesuffix("/setup")


def lead(walk: Walk, page: Page, poll: str, step: str) -> None:
    page.goto(f"{poll}/setup")
    walk.follow(page.locator(f"main form[action$='/{step}'] .button"))


def give_dots(page: Page, first: int = 3) -> None:
    selects = page.locator(".dots-ballot select")
    selects.nth(0).select_option(str(first))
    selects.nth(1).select_option("2")


def give_too_many(page: Page) -> None:
    give_dots(page, first=5)
    with page.expect_navigation() as navigation:
        page.locator("main form .button.primary").click()
    assert navigation.value.status == 422


def open_step(walk: Walk, page: Page, session: str, kind: str) -> None:
    page.goto(f"{session}/console")
    item = page.locator("main li, main tr").filter(has_text=kind).last
    walk.follow(item.locator("form[action$='/opening'] .button"))


def answer(walk: Walk, phone: Page, poll: str, value: str) -> None:
    phone.goto(poll)
    walk.follow(phone.locator(f"main form button[value={value}]"))


def make_nothing(page: Page) -> None:
    page.fill("[name=allowance]", "99")
    with page.expect_navigation() as navigation:
        page.locator("main form.form .button.primary").click()
    assert navigation.value.status == 422


def journey(walk: Walk) -> None:
    page = walk.person()

    with walk.step("people join and propose"):
        session, code = open_session(walk, page)
        page.goto(f"{session}/polls")
        walk.look(page, "polls, none")
        page.goto(f"{session}/polls/new")
        walk.look(page, "new poll, nothing to ask about")
        readers = [HAND, HAND, HAND, *PHONES]
        phones = [join(walk, reader, code, session, f"Guest {n}") for n, reader in enumerate(readers)]
        for phone, idea in zip(phones, IDEAS):
            propose(phone, session, *idea)

    with walk.step("the facilitator prepares a poll with dots"):
        new = f"{session}/polls/new?method=dots"
        page.goto(new)
        walk.look(page, "new poll")
        walk.look(page, "new poll, with mistakes", at=new, act=make_nothing)
        dots = draft(walk, page, session, "dots")
        walk.look(page, "draft with dots")
        answered = phones[0].goto(dots)
        assert answered and answered.status == 404
        lead(walk, page, dots, "opening")

    with walk.step("everybody gives dots, and sees no count"):
        phones[0].goto(dots)
        walk.look(phones[0], "ballot of dots")
        walk.look(phones[0], "ballot of dots, too many", at=dots, act=give_too_many)
        wall = page.context.new_page()
        wall.goto(f"{session}/projector")
        for phone in phones:
            phone.goto(dots)
            give_dots(phone)
            if walk.javascript:
                expect(phone.locator(".dots-left output")).to_have_text("0")
            walk.follow(phone.locator("main form .button.primary"))
        walk.look(phones[1], "ballot of dots, cast")
        if walk.javascript:
            expect(wall.locator(".projector-poll")).to_contain_text(f"{len(phones)} of", timeout=15_000)
        walk.look(wall, "wall with an open vote")
        page.goto(f"{dots}/setup")
        walk.look(page, "open poll, led")
        lead(walk, page, dots, "closing")
        page.goto(f"{dots}/setup")
        walk.look(page, "closed poll, led")
        phones[2].goto(dots)
        walk.look(phones[2], "closed poll")
        lead(walk, page, dots, "reveal")
        if walk.javascript:
            expect(phones[2].locator("main")).to_contain_text("25", timeout=15_000)
        phones[2].goto(dots)
        walk.look(phones[2], "result of dots")
        open_step(walk, page, session, "priorit")
        wall.goto(f"{session}/projector")
        walk.look(wall, "wall with the result")

    with walk.step("everybody compares pairs"):
        pairs = draft(walk, page, session, "pairwise")
        lead(walk, page, pairs, "opening")
        phones[1].goto(pairs)
        walk.look(phones[1], "a pair")
        for phone in phones:
            for value in ["left", "right", "left", "tie", "left", "skip"]:
                answer(walk, phone, pairs, value)
        lead(walk, page, pairs, "closing")
        lead(walk, page, pairs, "reveal")
        phones[0].goto(pairs)
        walk.look(phones[0], "result of pairs")

    with walk.step("everybody says what they think of statements"):
        statements = draft(walk, page, session, "statements")
        walk.look(page, "draft with statements")
        page.locator("[name^='title.']").first.fill("Young volunteers deserve a prize of their own.")
        save_draft = page.locator("main form[action$='/setup'] .button")
        walk.follow(save_draft)
        lead(walk, page, statements, "opening")
        phones[0].goto(statements)
        walk.look(phones[0], "a statement")
        for number, phone in enumerate(phones):
            for place in range(len(IDEAS)):
                answer(walk, phone, statements, ["agree", "disagree", "pass"][(number + place) % 3])
        phones[0].goto(statements)
        phones[0].locator("main details summary").last.click()
        walk.look(phones[0], "all statements answered")
        walk.follow(phones[0].locator(".said a").first)
        walk.look(phones[0], "a statement again")
        walk.follow(phones[0].locator("main form button[value=agree]"))
        lead(walk, page, statements, "closing")
        lead(walk, page, statements, "reveal")
        phones[1].goto(statements)
        walk.look(phones[1], "result of statements")

    with walk.step("cards are printed, and one votes once"):
        cards = draft(walk, page, session, "dots", electorate="cards")
        walk.look(page, "draft with cards")
        page.fill("[name=count]", "6")
        walk.follow(page.locator("main form[action$='/cards'] .button"))
        codes = page.locator(".vote-cards code.code").all_inner_texts()
        assert len(set(codes)) == 6, codes
        walk.screenshot(page, "cards")
        lead(walk, page, cards, "opening")
        holder = walk.person(HAND)
        holder.goto(cards)
        walk.look(holder, "a card is asked for")
        holder.fill("[name=card]", codes[0].upper())
        walk.follow(holder.locator("main form .button.primary"))
        give_dots(holder)
        walk.follow(holder.locator("main form .button.primary"))
        assert re.search("card=", holder.url) and holder.locator("main select").count() == 0

    with walk.step("the polls of the session, with their results"):
        phones[0].goto(f"{session}/polls")
        walk.look(phones[0], "polls")
        assert page.request.get(f"{pairs}/results/csv").text().count("\n") == 1 + len(IDEAS)
