"""Staff prepare a design session and invite to it; a guest joins with a phone and gives the seat to an account."""

from playwright.sync_api import Page

from walk import Reader, Walk

SEASON = "/seasons/third"
ADDRESSES = "ravi@example.com\nOlga <olga@example.com>"
WRONG_TABLE = "email,part,group\nnot-an-address,chair,\nolga@example.com,scribe,"
HAND = Reader("en", "en-GB", "Africa/Nairobi", 390, 844, "ltr")


def send_wrongly(page: Page) -> None:
    with page.expect_navigation() as navigation:
        page.locator("main form .button.primary").first.click()
    assert navigation.value.status == 422


def make_nothing(page: Page) -> None:
    page.fill("[name=title-en]", "")
    page.fill("[name=ends]", "2020-01-01T10:00")
    page.fill("[name=link]", "meeting")
    send_wrongly(page)


def invite_wrongly(page: Page) -> None:
    page.fill("[name=text]", WRONG_TABLE)
    send_wrongly(page)


def type_a_wrong_code(page: Page) -> None:
    page.fill("[name=code]", "XXXXXX")
    with page.expect_navigation() as navigation:
        page.locator("main form .button.primary").click()
    assert navigation.value.status == 422


def save(walk: Walk, page: Page) -> None:
    walk.follow(page.locator("main form.form .button.primary"))


def add_group(walk: Walk, page: Page, name: str) -> None:
    page.fill("[name=name-new-en]", name)
    page.fill("[name=about-new-en]", f"What helps with {name.lower()}.")
    save(walk, page)


def preview(walk: Walk, page: Page) -> None:
    page.fill("[name=text]", ADDRESSES)
    page.select_option("[name=language]", "ru")
    walk.follow(page.locator("main form.form .button.primary"))


def take_seat(page: Page) -> None:
    with page.expect_navigation():
        page.locator("main form.form .button.primary").click()


def journey(walk: Walk) -> None:
    page = walk.person()

    with walk.step("finds the sessions of the season"):
        page.goto(f"{SEASON}/sessions")
        walk.look(page, "sessions, for everybody")
        walk.sign_in(page, "staff@example.org")
        page.goto(f"{SEASON}/sessions")
        walk.look(page, "sessions, for staff")

    with walk.step("makes a session, after its mistakes were shown"):
        new = f"{SEASON}/staff/sessions"
        page.goto(new)
        walk.look(page, "new session")
        walk.look(page, "new session, with mistakes", at=new, act=make_nothing)
        page.goto(new)
        page.fill("[name=title-en]", "What should change next year?")
        page.fill("[name=title-ru]", "Что изменить в следующем году?")
        page.fill("[name=title-ar]", "ما الذي ينبغي تغييره في العام القادم؟")
        page.fill("[name=purpose-en]", "You know the award from within.\n\nTell us what would make it better.")
        page.fill("[name=purpose-ru]", "Вы знаете премию изнутри.\n\nРасскажите, что сделало бы её лучше.")
        page.fill("[name=purpose-ar]", "أنتم تعرفون الجائزة من الداخل.\n\nأخبرونا بما يجعلها أفضل.")
        page.fill("[name=place-en]", "House of Youth, Moscow")
        page.fill("[name=place-ru]", "Дом молодёжи, Москва")
        page.fill("[name=link]", "https://meet.example.org/hall")
        page.check("[name=languages][value=ru]")
        save(walk, page)
        setup = page.url.split("?")[0]
        walk.look(page, "set-up")

    with walk.step("gives it groups and an agenda"):
        page.goto(f"{setup}/groups")
        walk.look(page, "groups, none")
        add_group(walk, page, "Attracting participants")
        add_group(walk, page, "Supporting laureates")
        walk.look(page, "groups")
        page.goto(f"{setup}/agenda")
        walk.look(page, "agenda")
        page.select_option("[name=kind-new]", "report")
        page.fill("[name=minutes-new]", "45")
        save(walk, page)
        assert page.locator("main .notice.caution").count() == 1
        walk.look(page, "agenda, longer than the session")
        page.goto(f"{setup}/details")
        walk.look(page, "details")

    with walk.step("invites people, and sees the letters first"):
        invitations = f"{setup}/invitations"
        page.goto(invitations)
        walk.look(page, "invitations, none")
        walk.look(page, "invitations, with mistakes", at=invitations, act=invite_wrongly)
        walk.look(page, "invitations, letters", at=invitations, act=lambda view: preview(walk, view))
        walk.follow(page.locator("main form .button.primary"))
        walk.look(page, "invitations")
        letter = walk.mail_for("olga@example.com")
        assert "Что изменить в следующем году?" in letter, letter

    with walk.step("announces and opens it, having read what that does"):
        page.goto(f"{setup}/standing")
        walk.look(page, "announcing")
        walk.follow(page.locator("main form .button"))
        page.goto(f"{setup}/standing")
        walk.look(page, "opening")
        walk.follow(page.locator("main form .button"))
        page.goto(f"{setup}/standing")
        walk.look(page, "closing")
        page.goto(f"{setup}/code")
        walk.look(page, "code")
        code = page.locator(".join-code .code").inner_text()
        page.goto(f"{setup}/seats")
        walk.look(page, "seats, none")

    with walk.step("a guest joins with the code on a phone"):
        phone = walk.person(HAND)
        phone.goto(setup.removesuffix("/setup"))
        walk.look(phone, "session")
        phone.goto("/join")
        walk.look(phone, "door")
        walk.look(phone, "door, a wrong code", at="/join", act=type_a_wrong_code)
        phone.goto("/join")
        phone.fill("[name=code]", code.lower())
        walk.follow(phone.locator("main form .button.primary"))
        join = phone.url.split("?")[0]
        walk.look(phone, "taking a seat", at=phone.url)
        phone.fill("[name=name]", "Zawadi Otieno")
        phone.select_option("[name=country]", "KE")
        phone.check("[name=group] >> nth=0")
        phone.check("[name=named]")
        take_seat(phone)
        phone.goto(join)
        assert phone.input_value("[name=name]") == "Zawadi Otieno"
        walk.look(phone, "a guest's seat")

    with walk.step("the guest signs in and gives the seat to the account"):
        walk.sign_in(phone, "zawadi@example.com")
        phone.goto(join)
        walk.look(phone, "a seat to be claimed")
        walk.follow(phone.locator("main form[action$='/claim'] button"))
        assert phone.input_value("[name=name]") == "Zawadi Otieno"
        walk.look(phone, "a member's seat")

    with walk.step("staff make the guest a scribe"):
        page.goto(f"{setup}/seats")
        walk.look(page, "seats")
        page.locator("main table select[name=part]").select_option("scribe")
        walk.follow(page.locator("main table form button"))
        phone.goto(join)
        assert phone.get_by_text("Scribe", exact=True).count() == 1
        phone.context.close()
