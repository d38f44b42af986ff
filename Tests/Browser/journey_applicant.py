"""An applicant goes from the first visit to the receipt, and further: edits, works with another, withdraws."""

import subprocess
from pathlib import Path

from playwright.sync_api import Page, expect

from walk import Walk

WITHOUT_JAVASCRIPT = True

EMAIL = "naledi.journey@example.org"
OTHER = "thabo.journey@example.org"

TEXTS = {
    "contact-email": EMAIL,
    "website": "example.org/wells",
    "experience": "I began by carrying water for neighbours, and have never stopped since.",
    "project-title": "Wells for Limpopo",
    "summary": "We dig and mend wells together with the villages that drink from them. " * 3,
    "results": "Forty wells give clean water to nine villages; the clinics count fewer sick children. " * 4,
    "people-helped": "12 500",
    "volunteers": "85",
    "plans": "Thirty more wells, and a school for those who mend them.",
    "budget.0.item": "Pumps",
    "budget.0.amount": "6200",
}
CHOICES = {"contact-language": "en", "theme": "health", "country": "ZA", "budget.0.category": "equipment"}
BOXES = ["[name=audiences][value=children]", "[name=audiences][value=communities]", "[name=scope][value=local]"]
CONSENTS = ["[type=checkbox][name=rules]", "[type=checkbox][name=personal-data]"]


def name(key: str) -> str:
    return f'[name="{key}"]'


def send_nothing(page: Page) -> None:
    with page.expect_navigation() as navigation:
        page.locator("main form button.primary").click()
    assert navigation.value.status == 422


def fill(page: Page) -> None:
    for key, text in TEXTS.items():
        page.fill(name(key), text)
    for key, value in CHOICES.items():
        page.select_option(name(key), value)
    for box in BOXES:
        page.check(box)
    page.fill(name("started"), "2021-04-01")


def press(walk: Walk, page: Page, value: str) -> None:
    walk.follow(page.locator(f"main form button[name=then][value={value}]:not(.hidden)"))


def journey(walk: Walk) -> None:
    page = walk.person()

    with walk.step("comes from the programme's page and signs up"):
        page.goto("/")
        apply = page.locator("main a[href$='/apply']").first.get_attribute("href") or ""
        walk.sign_in(page, EMAIL)
        page.goto(apply)
        walk.look(page, "apply, nobody known yet")

    with walk.step("says who applies"):
        walk.follow(page.locator("main a[href*='kind=person']"))
        form = page.url
        walk.look(page, "who applies")
        walk.look(page, "who applies, with mistakes", at=form, act=send_nothing)
        page.goto(form)
        page.fill(name("name"), "Naledi Mokoena")
        page.select_option(name("country"), "ZA")
        page.fill(name("since"), "1994-09-03")
        walk.follow(page.locator("main form button.primary"))

    with walk.step("sees what may be entered and why not the rest, and starts"):
        assert page.locator("main input[name=nomination]").count() == 1
        walk.look(page, "apply, with reasons")
        walk.follow(page.locator("main form button.primary"))
        application = page.url.removesuffix("/form")
        walk.look(page, "form, empty")

    with walk.step("writes, and leaves"):
        fill(page)
        if walk.javascript:
            expect(page.locator(".save-state")).to_have_text("Saved")
            expect(page.locator("output[data-sum=amount]")).to_have_text("6,200.00")
            page.check("[name=audiences][value=other]")
            expect(page.locator(name("other-audience"))).to_be_visible()
            page.uncheck("[name=audiences][value=other]")
            expect(page.locator(name("other-audience"))).to_be_hidden()
            expect(page.locator(".save-state")).to_have_text("Saved")
        else:
            press(walk, page, "stay")
        report = {"name": "report.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\nForty wells\n%%EOF"}
        page.set_input_files(name("evidence"), report)
        walk.follow(page.locator("button[formaction$='/uploads/evidence']"))
        assert page.get_by_text("report.pdf").count() == 1

    with walk.step("comes back on another device"):
        phone = walk.person()
        walk.sign_in(phone, EMAIL)
        phone.goto(application + "/form")
        assert phone.input_value(name("project-title")) == TEXTS["project-title"]
        assert phone.input_value(name("people-helped")) == "12500"
        walk.look(phone, "form, filled")

    with walk.step("is told what is missing"):
        press(walk, phone, "preview")
        assert phone.locator("form[action$='/submission']").count() == 0
        walk.look(phone, "preview, incomplete")
        phone.goto(application + "/form?check=yes")
        walk.look(phone, "form, with what is missing")

    with walk.step("sees both texts where two wrote at once"):
        page.goto(application + "/form")
        for box in CONSENTS:
            phone.check(box)
        press(walk, phone, "stay")
        page.fill(name("plans"), "Fifty more wells.")
        if walk.javascript:
            link = page.locator(".save-state a")
            expect(link).to_be_visible()
            walk.take_troubles()
            walk.follow(link)
        else:
            page.locator("main form button[name=then][value=stay]:not(.hidden)").click()
            page.goto(application + "/form")
        assert page.get_by_text("Saved in the meantime").count() > 0
        walk.look(page, "form, two texts")
        walk.follow(page.locator("form[action$='/conflict'] button"))

    with walk.step("previews and submits"):
        press(walk, page, "preview")
        walk.look(page, "preview, complete")
        walk.follow(page.locator("form[action$='/submission'] button"))
        walk.look(page, "receipts")
        assert "is attached" in walk.mail_for(EMAIL)

    with walk.step("checks the receipt"):
        with page.expect_download() as download:
            page.locator("a[href$='/receipts/1']").click()
        check(walk, Path(download.value.path()))

    with walk.step("reads what stands beside a changed draft"):
        page.goto(application + "/form")
        page.fill(name("project-title"), "Wells for Limpopo and Gauteng")
        press(walk, page, "stay")
        page.goto(application)
        walk.look(page, "application, with a changed draft")
        walk.follow(page.locator("a[href$='/standing']"))
        walk.look(page, "what stands")
        page.goto(application.rsplit("/", 1)[0])
        walk.look(page, "my applications")

    with walk.step("invites somebody, who accepts"):
        page.goto(application)
        page.fill(name("email"), OTHER)
        walk.follow(page.locator("form[action$='/collaborators'] button"))
        walk.look(page, "application, with an invitation")
        link = next(word for word in walk.mail_for(OTHER).split() if "/apply/invitations/" in word)
        other = walk.person()
        walk.sign_in(other, OTHER)
        other.goto(link)
        walk.look(other, "invitation")
        walk.follow(other.locator("form[action*='/invitations/'] button"))
        assert other.get_by_text("Wells for Limpopo").count() > 0
        other.goto(apply)
        walk.follow(other.locator("a[href*='/apply/parties/']"))
        walk.look(other, "who applies, again")

    with walk.step("withdraws, and thinks better of it"):
        page.goto(application + "/withdrawal")
        walk.look(page, "withdrawing")
        walk.follow(page.locator("main form button.danger"))
        walk.look(page, "application, withdrawn")
        walk.follow(page.locator("form[action$='/restoration'] button"))
        assert page.locator("form[action$='/restoration']").count() == 0


def check(walk: Walk, receipt: Path) -> None:
    """The command finds the receipt valid, and no longer when one byte was changed."""
    command = [walk.server.command[0], "verify", "receipt"]
    assert subprocess.run([*command, receipt], capture_output=True).returncode == 0
    content = bytearray(receipt.read_bytes())
    content[len(content) // 2] ^= 1
    changed = receipt.with_name("changed.json")
    changed.write_bytes(content)
    assert subprocess.run([*command, changed], capture_output=True).returncode != 0
