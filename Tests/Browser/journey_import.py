"""Staff enter scores from paper forms and put translations beside what applicants wrote; a juror reads both."""

import csv
import io
from collections.abc import Callable

from playwright.sync_api import Page, expect

from walk import PHONES, Walk

JUROR = "juror@example.org"
QUEUE = "/seasons/second/jury"
JURY = "/seasons/second/staff/jury"
SCORES = f"{JURY}/scores"


def download(page: Page) -> list[dict[str, str]]:
    """The sheet by the names between the brackets of its heads."""
    answer = page.request.get(SCORES + "/sheet.csv")
    assert answer.ok, answer.status
    head, *rows = csv.reader(io.StringIO(answer.body().decode("utf-8-sig")))
    names = [cell.rsplit("[", 1)[-1].rstrip("]") for cell in head]
    return [dict(zip(names, row)) for row in rows]


def fill(row: dict[str, str], mark: str, comment: str) -> dict[str, str]:
    filled = {name: mark if name.startswith("mark.") else value for name, value in row.items()}
    if "confidence" in filled:
        filled["confidence"] = "2"
    return filled | {"comment": comment}


def write(rows: list[dict[str, str]]) -> bytes:
    text = io.StringIO()
    table = csv.DictWriter(text, rows[0].keys())
    table.writeheader()
    table.writerows(rows)
    return text.getvalue().encode()


def bring(content: bytes, status: int = 200) -> Callable[[Page], None]:
    def act(page: Page) -> None:
        page.set_input_files("#file", {"name": "paper forms.csv", "mimeType": "text/csv", "buffer": content})
        send(page, status)

    return act


def send(page: Page, status: int) -> None:
    with page.expect_navigation() as navigation:
        page.locator("main form .button.primary").last.click()
    assert navigation.value.status == status, navigation.value.status


def open_review(walk: Walk, page: Page, title: str) -> None:
    page.goto(QUEUE)
    walk.follow(page.locator("main tbody tr").filter(has_text=title).locator("a").first)


def go_through_names(walk: Walk, page: Page) -> None:
    page.goto(f"{QUEUE}/conflicts")
    while page.locator("[name=shown]").count():
        walk.follow(page.locator("main form .button.primary"))
        page.goto(f"{QUEUE}/conflicts")


def journey(walk: Walk) -> None:
    with walk.step("staff take the sheet"):
        staff = walk.person()
        walk.sign_in(staff, "staff@example.org")
        staff.goto(SCORES)
        walk.look(staff, "scores from paper")
        rows = [row for row in download(staff) if row["juror"] == JUROR and row["version"] == "0"]
        assert len(rows) > 2, "the juror has work left"
        good, wrong, formula = rows[:3]

    with walk.step("bring a file that is no sheet"):
        walk.look(staff, "not a sheet", at=SCORES, act=bring(b"PK\x03\x04", 422))

    with walk.step("see what would happen, and that refused rows are left out only on purpose"):
        sheet = write(
            [
                fill(good, "8", "مشروع ناضج وواضح."),
                fill(wrong, "11", "Fine."),
                fill(formula, "7", "=SUM(A1:A9)"),
                fill({**good, "application": "nowhere"}, "5", ""),
            ]
        )
        walk.look(staff, "dry run", at=SCORES, act=bring(sheet))

        def enter_without_tick(page: Page) -> None:
            bring(sheet)(page)
            send(page, 422)

        walk.look(staff, "refused rows not left out", at=SCORES, act=enter_without_tick)

    with walk.step("enter the rest"):
        staff.check("[name='leave-out']")
        walk.follow(staff.locator("main form .button.primary").last)
        expect(staff.locator("main table")).to_contain_text("paper forms.csv")
        walk.look(staff, "scores entered")

    with walk.step("the juror sees what was entered for them, and changes it"):
        juror = walk.person()
        walk.sign_in(juror, JUROR)
        go_through_names(walk, juror)
        open_review(walk, juror, good["title"])
        review = juror.url
        assert "paper forms.csv" in juror.locator("main").inner_text()
        walk.look(juror, "entered for the juror")
        juror.locator(".criterion").first.locator("input[value='6']").check()
        juror.locator("[name=deed][value=submit]").click()
        juror.wait_for_url(lambda address: address.split("?")[0].endswith("/jury"))

    with walk.step("staff may replace the juror's own score only with a tick of its own"):
        now = [row for row in download(staff) if row["application"] == good["application"]]
        mine = next(row for row in now if row["juror"] == JUROR)
        own = write([fill(mine, "3", "From the paper.")])
        walk.look(staff, "instead of the juror's own", at=SCORES, act=bring(own))
        send(staff, 422)
        assert staff.locator("[name=replace]").count() == 1
        staff.goto(f"{JURY}/history/{good['application']}")
        assert "paper forms.csv" in staff.locator("main").inner_text()
        walk.look(staff, "history with a sheet")

    with walk.step("staff put a translation beside what the applicant wrote"):
        staff.goto(f"{JURY}/coverage/{good['application']}")
        walk.follow(staff.locator(f"main a[href$='/translations/{good['application']}']"))
        translating = staff.url
        walk.look(staff, "translations, none yet")
        language = staff.locator("[name=language] option").nth(0).get_attribute("value") or "en"
        translating += f"?language={language}"

        def save_without_origin(page: Page) -> None:
            page.locator("main form.form textarea").first.fill("We dug a well together. حفرنا بئرًا معًا.")
            send(page, 422)

        walk.look(staff, "translation of unknown origin", at=translating, act=save_without_origin)
        staff.check("[name=origin][value=machine]")
        walk.follow(staff.locator("main form.form .button.primary"))
        walk.look(staff, "translations, one kept")

    with walk.step("the juror reads both"):
        juror.goto(f"{review}?translation={language}")
        assert "We dug a well together." in juror.locator("main").inner_text()
        left, right = juror.locator(".side-by-side").first.locator("> *").all()
        assert left.bounding_box()["y"] == right.bounding_box()["y"], "beside each other at a desk"
        walk.look(juror, "original and translation", at=f"{review}?translation={language}")
        phone = walk.person(PHONES[0])
        phone.context.add_cookies(juror.context.cookies())
        phone.goto(f"{review}?translation={language}")
        above, below = phone.locator(".side-by-side").first.locator("> *").all()
        assert above.bounding_box()["y"] < below.bounding_box()["y"], "one below the other on a phone"
        phone.context.close()
        juror.context.close()
        staff.context.close()
