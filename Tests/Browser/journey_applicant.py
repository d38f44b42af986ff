"""An applicant enters a nomination: from the e-mailed code to the signed receipt, a change and a withdrawal."""

import subprocess
import tempfile
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from walk import PHONES, Walk

WITHOUT_JAVASCRIPT = True

EMAIL = "aigerim@example.com"
TITLE = "Көпір: Bridges between generations"
EVIDENCE = {"name": "report.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4\n% a report of one year\n"}
LATER_EVIDENCE = EVIDENCE | {"name": "second-report.pdf"}


def words(number: int) -> str:
    sentence = "Every week thirty volunteers visit people who live alone, read to them and mend what is broken. "
    return " ".join((sentence * 20).split()[:number])


def register(walk: Walk, page: Page, kind: str, name: str, since: str) -> None:
    page.goto(f"/seasons/third/apply/party?kind={kind}")
    page.fill("[name=name]", name)
    page.select_option("[name=country]", "KZ")
    if kind == "organisation":
        page.select_option("[name=organisation-kind]", "nonprofit")
    page.fill("[name=since]", since)
    walk.follow(page.locator("main form .button.primary"))


def leave_name_empty(page: Page) -> None:
    with page.expect_navigation() as navigation:
        page.locator("main form .button.primary").click()
    assert navigation.value.status == 422


def fill_applicant(page: Page) -> None:
    page.fill("[name=contact-email]", EMAIL)
    page.fill("[name=contact-phone]", "+44 (0)7700 900-123")
    page.select_option("[name=contact-language]", "ru")
    page.fill("[name=website]", "https://example.com/kopir")
    page.fill("[name=experience]", words(60))


def fill_project(page: Page) -> None:
    page.fill("[name=project-title]", TITLE)
    page.fill("[name=summary]", words(40))
    page.select_option("[name=theme]", "inclusion")
    page.check("[name=audiences][value=elderly]")
    page.check("[name=audiences][value=youth]")
    page.fill("[name=started]", "2021-09-01")
    page.select_option("[name=country]", "KZ")
    page.check("[name=scope][value=local]")


def fill_results_and_plans(page: Page) -> None:
    page.fill("[name=results]", words(50))
    page.fill("[name=people-helped]", "1240")
    page.fill("[name=volunteers]", "85")
    page.fill("[name=publication]", "https://example.org/news/kopir")
    page.fill("[name=plans]", words(30))
    for row, (item, category, amount) in enumerate([("Tools", "equipment", "1250.50"), ("Bus", "travel", "800")]):
        if page.locator(f"[name='budget.{row}.item']").count() == 0:
            page.click("[data-add=budget]")
        page.fill(f"[name='budget.{row}.item']", item)
        page.select_option(f"[name='budget.{row}.category']", category)
        page.fill(f"[name='budget.{row}.amount']", amount)
    page.check("#rules")
    page.check("#personal-data")


def save(walk: Walk, page: Page) -> None:
    """The script saves by itself; without it the button does."""
    if walk.javascript:
        state = page.locator(".save-state")
        expect(state).to_have_text(state.get_attribute("data-saved") or "saved")
    else:
        walk.follow(save_button(page))


# Whether a number begins with its plus sign on the left.
PLUS_IS_FIRST = """number => {
  const text = document.createTreeWalker(number, NodeFilter.SHOW_TEXT).nextNode();
  const left = index => {
    const range = document.createRange();
    range.setStart(text, index);
    range.setEnd(text, index + 1);
    return range.getBoundingClientRect().left;
  };
  return left(text.data.indexOf("+")) < left(text.data.indexOf("+") + 1);
}"""


def check_direction(walk: Walk, page: Page, form: str) -> None:
    """A telephone number runs from left to right on a page that runs the other way."""
    arabic = walk.phone(PHONES[1], page.context)
    arabic.goto(f"{form}?check=yes")
    field = arabic.locator("[name=contact-phone]")
    assert field.evaluate("field => getComputedStyle(field).direction") == "ltr"
    assert arabic.locator("#contact-phone-help").evaluate(PLUS_IS_FIRST)
    arabic.goto(form.removesuffix("/form") + "/preview")
    assert arabic.get_by_text("+447700900123", exact=True).evaluate(PLUS_IS_FIRST)


def save_button(page: Page) -> Locator:
    return page.locator(".save-bar [name=then][value=stay]")


def preview(walk: Walk, page: Page) -> None:
    walk.follow(page.locator(".save-bar [name=then][value=preview]"))


def submit(walk: Walk, page: Page) -> None:
    walk.follow(page.locator("main form[action$='/submission'] button"))


def is_valid(walk: Walk, receipt: bytes) -> bool:
    with tempfile.TemporaryDirectory(prefix="laurel-receipt-") as folder:
        file = Path(folder) / "receipt.json"
        file.write_bytes(receipt)
        command = [walk.server.command[0], "verify", "receipt", str(file)]
        return subprocess.run(command, capture_output=True).returncode == 0


def journey(walk: Walk) -> None:
    page = walk.person()

    with walk.step("signs up with an e-mailed code"):
        page.goto("/seasons/third")
        walk.follow(page.locator("main a[href$='/apply']").first)
        assert "/sign-in" in page.url
        walk.sign_in(page, EMAIL)
        page.goto("/account")
        walk.look(page, "account")
        page.goto("/seasons/third/applications")
        walk.look(page, "applications, none")
        page.goto("/seasons/third/apply")
        walk.look(page, "apply, nobody registered")

    with walk.step("says who applies"):
        party = "/seasons/third/apply/party?kind=person"
        page.goto(party)
        walk.look(page, "new person")
        walk.look(page, "new person, nothing filled in", at=party, act=leave_name_empty)
        page.goto("/seasons/third/apply/party?kind=organisation")
        walk.look(page, "new organisation")
        register(walk, page, "person", "Айгерім Сәрсен", "1994-03-08")

    with walk.step("sees which nominations are open, and why the others are not"):
        page.goto("/seasons/third/apply")
        assert page.locator("[name=nomination][value=person]").count() == 1
        assert page.locator("[name=nomination][value=organisation]").count() == 0
        assert page.get_by_text("Organisation of the year").count() >= 1
        walk.look(page, "apply, a person")
        register(walk, page, "organisation", "Көпір қоры", "2026-06-01")
        page.goto("/seasons/third/apply")
        walk.follow(page.get_by_role("link", name="Көпір қоры"))
        assert page.locator("[name=nomination]").count() == 0
        walk.look(page, "apply, an organisation that is too young")
        walk.follow(page.get_by_role("link", name="Edit").first)
        walk.look(page, "edit who applies")

    with walk.step("starts a draft"):
        page.goto("/seasons/third/apply")
        page.check("[name=nomination][value=person]")
        page.select_option("[name=language]", "en")
        walk.follow(page.locator("main form[action='/seasons/third/apply'] button"))
        form = page.url
        assert form.endswith("/form")
        application = form.removesuffix("/form")
        walk.look(page, "form, empty")

    with walk.step("writes a part and leaves"):
        fill_applicant(page)
        fill_project(page)
        save(walk, page)
        page.context.close()

    with walk.step("comes back on another device and finds what was written"):
        page = walk.person()
        walk.sign_in(page, EMAIL)
        page.goto("/seasons/third/applications")
        walk.look(page, "applications, a draft")
        page.goto(application)
        walk.look(page, "application, a draft")
        page.goto(form)
        assert page.input_value("[name=project-title]") == TITLE
        assert page.input_value("[name=contact-phone]") == "+447700900123"
        assert page.is_checked("[name=audiences][value=elderly]")

    with walk.step("is told what is missing"):
        preview(walk, page)
        assert page.locator("main form[action$='/submission']").count() == 0
        walk.look(page, "preview, incomplete")
        page.goto(f"{form}?check=yes")
        assert page.locator("main .error").count() > 0
        walk.look(page, "form, with what is missing")

    with walk.step("attaches a file and fills in the rest"):
        page.goto(form)
        page.set_input_files("[name=evidence]", EVIDENCE)
        walk.follow(page.locator("button[formaction$='/uploads/evidence']"))
        assert page.get_by_role("link", name="report.pdf").count() == 1
        fill_results_and_plans(page)
        # A file that is only chosen goes with any other button.
        page.set_input_files("[name=evidence]", LATER_EVIDENCE)
        walk.follow(save_button(page))
        assert page.get_by_role("link", name="second-report.pdf").count() == 1
        walk.look(page, "form, filled in", at=form)
        preview(walk, page)
        assert page.get_by_text("2,050.50").count() >= 1
        walk.look(page, "preview, complete")
        if walk.javascript:
            check_direction(walk, page, form)

    with walk.step("submits and holds a receipt"):
        submit(walk, page)
        walk.look(page, "application, submitted", at=application)
        page.goto(f"{application}/standing")
        assert page.get_by_text(TITLE).count() >= 1
        walk.look(page, "what stands")
        page.goto(f"{application}/receipts")
        walk.look(page, "receipts")
        digest = page.locator("main dd code").first.inner_text()
        mail = walk.mail_for(EMAIL)
        assert digest in mail, mail

    with walk.step("checks the receipt, and one that somebody changed"):
        with page.expect_download() as download:
            page.locator("main a[href$='/receipts/1']").click()
        receipt = download.value.path().read_bytes()
        assert is_valid(walk, receipt)
        assert not is_valid(walk, receipt.replace(b'"third"', b'"first"'))
        assert not is_valid(walk, receipt + b" ")

    with walk.step("changes something; what was submitted stands until it is submitted again"):
        page.goto(form)
        page.fill("[name=volunteers]", "90")
        preview(walk, page)
        walk.look(page, "preview, of a change")
        page.goto(f"{application}/standing")
        assert page.get_by_text("85", exact=True).count() == 1
        walk.look(page, "what stands, while the draft differs")
        page.goto(f"{application}/preview")
        submit(walk, page)
        page.goto(f"{application}/standing")
        assert page.get_by_text("90", exact=True).count() == 1

    with walk.step("asks somebody to write with them, who accepts"):
        page.goto(application)
        page.fill("[name=email]", "daniyar@example.com")
        walk.follow(page.locator("form[action$='/collaborators'] button"))
        walk.look(page, "application, somebody invited", at=application)
        friend = walk.person()
        mail = walk.mail_for("daniyar@example.com")
        invitation = next(word for word in mail.split() if "/apply/invitations/" in word)
        walk.sign_in(friend, "daniyar@example.com")
        friend.goto(invitation)
        walk.look(friend, "invitation to an application")
        walk.follow(friend.locator("main form button"))
        friend.goto(application)
        assert friend.get_by_text("daniyar@example.com").count() >= 1
        friend.context.close()

    with walk.step("withdraws, and comes back"):
        page.goto(f"{application}/withdrawal")
        walk.look(page, "withdrawal, what it does")
        walk.follow(page.locator("main form .button.danger"))
        walk.look(page, "application, withdrawn", at=application)
        walk.follow(page.locator("main form[action$='/restoration'] button"))
        page.goto(application)
        assert page.locator("main form[action$='/restoration']").count() == 0
