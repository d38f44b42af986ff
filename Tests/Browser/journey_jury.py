"""Staff make a panel, invite jurors, assign applications to them, watch the coverage and remind."""

from playwright.sync_api import Page

from walk import Walk

STAFF = "/seasons/second/staff"
JURY = f"{STAFF}/jury"
HEAD = "email,name,organisation,country,languages,regions,capacity,panel"
ROWS = [
    "lindiwe@example.com,Lindiwe Khumalo,Ubuntu Network,ZA,en fr,sub-saharan-africa,30,Reserve panel",
    "yusuf@example.com,يوسف حداد,جمعية الأمل,JO,ar en,middle-east-north-africa,25,Reserve panel",
]
WRONG_ROW = "not-an-address,Somebody,,XX,en,nowhere,many,Reserve panel"


def send_a_wrong_table(page: Page) -> None:
    page.fill("[name=text]", "\n".join([HEAD, WRONG_ROW]))
    with page.expect_navigation() as navigation:
        page.locator("main form .button.primary").click()
    assert navigation.value.status == 422


def add_nobody(page: Page) -> None:
    with page.expect_navigation() as navigation:
        page.locator("main form .button.primary").click()
    assert navigation.value.status == 422


def save_over_a_change(page: Page) -> None:
    """As from a form that was opened before somebody else saved."""
    page.locator("[name=shown]").evaluate("field => field.value = 'older'")
    page.fill("[name=organisation]", "Ubuntu Network of Volunteers")
    with page.expect_navigation() as navigation:
        page.locator("main form:has([name=shown]) .button.primary").click()
    assert navigation.value.status == 409
    assert page.input_value("[name=organisation]") == "Ubuntu Network of Volunteers"


def journey(walk: Walk) -> None:
    page = walk.person()

    with walk.step("opens the season's work"):
        walk.sign_in(page, "staff@example.org")
        page.goto(STAFF)
        walk.look(page, "work of the season")
        page.goto(JURY)
        walk.look(page, "jury")

    with walk.step("makes a panel"):
        page.goto(f"{JURY}/panels")
        page.locator("main form").last.locator("[name=name]").fill("Reserve panel")
        walk.follow(page.locator("main form").last.locator("button"))
        page.goto(f"{JURY}/panels")
        walk.look(page, "panels")

    with walk.step("adds a juror"):
        new = f"{JURY}/jurors/new"
        page.goto(new)
        walk.look(page, "new juror")
        walk.look(page, "new juror, nothing filled in", at=new, act=add_nobody)
        page.goto(new)
        page.fill("[name=email]", "amina@example.com")
        page.fill("[name=name]", "Amina Diallo")
        page.fill("[name=organisation]", "Dakar Volunteer Centre")
        page.select_option("[name=country]", "SN")
        page.fill("[name=languages]", "en, fr, sr, zh, pt, id")
        page.select_option("[name=panel]", "International panel")
        walk.follow(page.locator("main form .button.primary"))
        page.goto(f"{JURY}/jurors")
        walk.look(page, "jurors")

    with walk.step("imports jurors from a table, after its mistakes were shown"):
        table = f"{JURY}/jurors/import"
        page.goto(table)
        walk.look(page, "import of jurors")
        walk.look(page, "import of jurors, with mistakes", at=table, act=send_a_wrong_table)
        page.goto(table)
        content = "\n".join([HEAD, *ROWS]).encode()
        page.set_input_files("[name=file]", {"name": "jurors.csv", "mimeType": "text/csv", "buffer": content})
        walk.follow(page.locator("main form .button.primary"))
        page.goto(f"{JURY}/jurors?search=Lindiwe")
        walk.follow(page.get_by_role("link", name="Lindiwe Khumalo"))
        walk.look(page, "a juror who is not invited yet")
        walk.look(page, "a juror whom somebody else changed", at=page.url, act=save_over_a_change)

    with walk.step("reads the invitations before they are sent"):
        page.goto(f"{JURY}/invitations")
        for email in ["amina@example.com", "lindiwe@example.com", "yusuf@example.com"]:
            assert page.get_by_text(email).count() >= 1
        assert "amina@example.com" not in sent_mail(walk)
        walk.look(page, "invitations")
        walk.follow(page.locator("main form .button.primary"))
        assert "/seasons/second/jury" in walk.mail_for("amina@example.com")
        page.goto(f"{JURY}/invitations")
        walk.look(page, "invitations, none left")

    with walk.step("sees the juror accept"):
        juror = walk.person()
        walk.sign_in(juror, "amina@example.com")
        juror.goto("/seasons/second/jury/invitation")
        walk.follow(juror.locator("main form[action$='/accept'] button"))
        juror.context.close()

    with walk.step("assigns by hand what lacks jurors"):
        page.goto(f"{JURY}/coverage")
        walk.look(page, "coverage")
        page.goto(f"{JURY}/coverage?lack=jurors")
        walk.look(page, "coverage, where jurors lack")
        walk.follow(page.locator("main tbody a").first)
        walk.look(page, "an application and its jurors")
        choices = page.locator("main form[action$='/assignments']")
        assert choices.count() >= 1
        against = page.locator("main td details:has(form[action$='/assignments'])")
        if against.count():
            against.first.locator("summary").click()
            walk.look(page, "assigning against a rule")
            against.first.locator("input[name=reason]").fill("Reads it at work every day")
            walk.follow(against.first.locator("button"))
        else:
            walk.follow(choices.first.locator("button"))

    with walk.step("previews an automatic assignment, and keeps it"):
        page.goto(f"{JURY}/assign")
        walk.look(page, "automatic assignment")
        walk.follow(page.locator("main form[method=post] .button.primary"))

    with walk.step("reads what would be sent, and sends it"):
        page.goto(f"{JURY}/proposals")
        assert page.locator("main tbody tr").count() >= 1
        walk.look(page, "proposed assignments")
        walk.follow(page.locator("main form[action$='/proposals'] .button.primary"))
        page.goto(f"{JURY}/proposals")
        walk.look(page, "proposed assignments, none left")

    with walk.step("reminds those who are late"):
        page.goto(f"{JURY}/reminders")
        walk.look(page, "reminders")
        walk.follow(page.locator("main form .button.primary"))
        page.goto(f"{JURY}/reminders")
        walk.look(page, "reminders, just sent")
        assert page.locator("main form[action$='/reminders']").count() == 0

    with walk.step("sees what closing the round would leave out"):
        page.goto(f"{JURY}/round/close")
        assert page.locator("main .notice.caution").count() == 1
        walk.look(page, "closing of the round")


def sent_mail(walk: Walk) -> str:
    page = walk.person()
    page.goto("/demo/mail")
    text = " ".join(page.locator("article").all_inner_texts())
    page.context.close()
    return text
