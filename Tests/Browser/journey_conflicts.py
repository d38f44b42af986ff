"""Conflicts of interest: a juror declares on a phone in Arabic, an applicant names one, staff rule on them."""

from playwright.sync_api import Page, expect

from walk import PHONES, Walk

JURY = "/seasons/second/jury"
DESK_PAGE = "/seasons/second/staff/jury/conflicts"
APPLICATIONS = "/seasons/third/applications"
ARABIC = PHONES[1]


def press(page: Page, deed: str) -> None:
    page.locator(f"main form [name=deed][value={deed}]").click()


def choose_no_kind(page: Page) -> None:
    page.locator("[name=conflict]").first.check()
    page.locator("main form .button.primary").click()
    page.wait_for_selector("select[name^=kind-]")
    with page.expect_navigation() as navigation:
        press(page, "declare")
    assert navigation.value.status == 422


def tick(page: Page) -> None:
    page.locator("[name=conflict]").first.check()
    with page.expect_navigation():
        page.locator("main form .button.primary").click()
    assert page.locator("select[name^=kind-]").count() == 1


def name_nothing(page: Page) -> None:
    page.fill("main form [name=note]", "They were my employer for three years.")
    with page.expect_navigation() as navigation:
        page.locator("main form .button.primary").last.click()
    assert navigation.value.status == 422
    assert page.input_value("main form [name=note]").startswith("They were")


def lift_without_reason(page: Page) -> None:
    with page.expect_navigation() as navigation:
        page.locator("main form .button.danger").click()
    assert navigation.value.status == 422


def invite(walk: Walk, email: str) -> None:
    with walk.step("a juror who reads many languages is invited"):
        page = walk.person()
        walk.sign_in(page, "staff@example.org")
        page.goto("/seasons/second/staff/jury/jurors/new")
        page.fill("[name=email]", email)
        page.fill("[name=name]", "Nour Haddad")
        page.fill("[name=organisation]", "جمعية الأمل")
        page.fill("[name=languages]", "ar en fr ru es pt zh")
        walk.follow(page.locator("main form .button.primary"))
        page.goto("/seasons/second/staff/jury/invitations")
        walk.follow(page.locator("main form .button.primary"))
        page.context.close()


def juror_declares(walk: Walk, email: str) -> str:
    names = f"{JURY}/conflicts"
    with walk.step("accepts on a phone, in Arabic, and finds hundreds of names a page at a time"):
        page = walk.person(ARABIC)
        walk.sign_in(page, email)
        page.goto(f"{JURY}/invitation")
        walk.follow(page.locator("main form[action$='/accept'] button"))
        page.goto(names)
        assert page.locator("html").get_attribute("dir") == "rtl"
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing hangs over"
        assert page.locator("[name=conflict]").count() == 60
        first = page.locator("[name=conflict]").first
        name = page.locator(f"label[for='{first.get_attribute('id')}'] bdi").first.inner_text()
        look_at_names(walk, email)

    with walk.step("ticks a name, searches for another, and the tick is still there"):
        page.goto(names)
        known = first.get_attribute("value")
        first.check()
        page.fill("[name=search]", "zzzz")
        with page.expect_navigation():
            press(page, "search")
        assert page.locator(f"[name=conflict][value='{known}']").is_checked()
        page.fill("[name=search]", "")
        with page.expect_navigation():
            press(page, "search")
        assert page.locator(f"[name=conflict][value='{known}']").is_checked()

    with walk.step("says what the conflict is, and the name is declared"):
        with page.expect_navigation():
            page.locator("main form .button.primary").click()
        page.select_option(f"[name=kind-{known}]", "mentor")
        page.fill("[name=note]", "كنت مرشدها")
        with page.expect_navigation() as navigation:
            press(page, "declare")
        assert navigation.value.ok
        page.goto(names)
        declared = page.locator("main .entries > li").filter(has_text=name)
        expect(declared).to_have_count(1)
        assert declared.locator("form[action$='/withdrawal']").count() == 1, "a slip can be taken back"
        page.context.close()
        desk = walk.person()
        walk.sign_in(desk, email)
        desk.goto(names)
        walk.look(desk, "names, one declared")
        while desk.locator("[name=shown]").count():
            walk.follow(desk.locator("main form .button.primary"))
            desk.goto(names)
        walk.look(desk, "names, all gone through")
        walk.look(desk, "names, one looked for afterwards", at=names, act=search_again)
        desk.context.close()
    return name


def search_again(page: Page) -> None:
    page.fill("[name=search]", "a")
    with page.expect_navigation():
        press(page, "search")
    assert page.locator("[name=conflict]").count() >= 1


def look_at_names(walk: Walk, email: str) -> None:
    page = walk.person()
    walk.sign_in(page, email)
    names = f"{JURY}/conflicts"
    page.goto(names)
    walk.look(page, "names")
    walk.look(page, "kinds", at=names, act=tick)
    walk.look(page, "kinds, none chosen", at=names, act=choose_no_kind)
    page.context.close()


def staff_rule(walk: Walk, name: str) -> None:
    with walk.step("staff see what facts suggest, and confirm or dismiss it"):
        page = walk.person()
        walk.sign_in(page, "staff@example.org")
        page.goto(DESK_PAGE)
        walk.look(page, "suggested conflicts")
        if page.locator("[name=verdict][value=dismiss]").count():
            walk.follow(page.locator("[name=verdict][value=dismiss]").first)
        if page.locator("[name=verdict][value=confirm]").count():
            walk.follow(page.locator("[name=verdict][value=confirm]").first)
        page.goto(f"{DESK_PAGE}?show=dismissed")
        walk.look(page, "dismissed conflicts")

    with walk.step("pin what the juror declared, and lift it with a reason"):
        page.goto(f"{DESK_PAGE}?show=standing")
        entry = page.locator("main .entries > li").filter(has_text=name)
        assert entry.count() == 1
        walk.look(page, "standing conflicts")
        if entry.locator("form[action$='/pin'] button").count():
            walk.follow(entry.locator("form[action$='/pin'] button"))
        page.goto(f"{DESK_PAGE}?show=standing")
        walk.follow(page.locator("main .entries > li").filter(has_text=name).locator("a[href$='/lifting']"))
        lifting = page.url
        walk.look(page, "lifting a conflict")
        walk.look(page, "lifting a conflict without a reason", at=lifting, act=lift_without_reason)
        page.goto(lifting)
        page.fill("[name=reason]", "They mean another person of that name.")
        walk.follow(page.locator("main form .button.danger"))
        page.goto(f"{DESK_PAGE}?show=lifted")
        assert page.get_by_text("They mean another person of that name.").count() == 1
        walk.look(page, "lifted conflicts")
        page.goto(f"{DESK_PAGE}?show=named")
        walk.look(page, "named conflicts, none")
        page.context.close()


def applicant_names(walk: Walk) -> None:
    with walk.step("an applicant names a conflict beside the application"):
        page = walk.person()
        walk.sign_in(page, "applicant@example.org")
        page.goto(APPLICATIONS)
        walk.follow(page.locator(f"main a[href^='{APPLICATIONS}/']").first)
        walk.follow(page.locator("main a[href$='/conflicts']"))
        address = page.url
        walk.look(page, "naming, nobody named")
        walk.look(page, "naming, nothing filled in", at=address, act=name_nothing)
        page.goto(address)
        page.locator("main form [name=subject][value=organisation]").check()
        page.fill("main form [name=name]", "Green Horizon Foundation")
        page.select_option("main form [name=kind]", "employer")
        page.fill("main form [name=note]", "They were my employer for three years.")
        walk.follow(page.locator("main form .button.primary").last)
        page.goto(address)
        assert page.get_by_text("Green Horizon Foundation").count() == 1
        walk.look(page, "naming, one named")
        page.context.close()

    with walk.step("staff find out whether anybody is meant"):
        page = walk.person()
        walk.sign_in(page, "staff@example.org")
        desk = "/seasons/third/staff/jury/conflicts"
        page.goto(f"{desk}?show=named")
        walk.look(page, "named conflicts")
        walk.follow(page.get_by_role("link", name="Green Horizon Foundation"))
        walk.look(page, "a named conflict, nobody fits")
        page.fill("[name=search]", "a")
        walk.follow(page.locator("main form.filter .button.secondary"))
        walk.look(page, "a named conflict, somebody found")
        walk.follow(page.locator("form[action$='/settling'] button"))
        page.context.close()


def screener_declares(walk: Walk) -> None:
    with walk.step("a screener says whom they stand close to, and sees nothing of it any more"):
        page = walk.person()
        walk.sign_in(page, "screener@example.org")
        own = "/seasons/second/conflicts"
        page.goto(own)
        walk.look(page, "own conflicts, none")
        page.goto(f"{own}?search=a")
        walk.look(page, "own conflicts, looked for")
        entry = page.locator("main .entries > li").first
        name = entry.locator("bdi").first.inner_text()
        entry.locator("summary").click()
        entry.locator("[name=kind]").select_option("family")
        walk.follow(entry.locator(".button.danger"))
        page.goto(own)
        assert page.locator("main .entries > li").filter(has_text=name).count() == 1
        walk.look(page, "own conflicts, one declared")
        page.context.close()


def journey(walk: Walk) -> None:
    email = "nour@example.com"
    invite(walk, email)
    name = juror_declares(walk, email)
    staff_rule(walk, name)
    applicant_names(walk)
    screener_declares(walk)
