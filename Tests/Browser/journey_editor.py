"""Staff change the rules of a season: the prize that was promised, another one, an extended deadline, a reason."""

from playwright.sync_api import Page

from walk import Walk

WITHOUT_JAVASCRIPT = True

RULES = "/seasons/third/staff/rules"
DRAFT = f"{RULES}/drafts/third"
VILLAGES = "prizes/villages"
OTHER = "/seasons/second/staff/rules"


def save(walk: Walk, page: Page) -> None:
    walk.follow(page.locator("main form.form .button.primary"))


def fill(page: Page, path: str, value: str) -> None:
    page.fill(f"[name='{path}']", value)


def send(page: Page, status: int) -> None:
    with page.expect_navigation() as navigation:
        page.locator("main form.form .button.primary").click()
    assert navigation.value.status == status, navigation.value.status


def save_over_the_other(page: Page) -> None:
    """As if the form had been open since before somebody else saved."""
    fill(page, "texts/tagline/en", "An award for everybody who helps")
    page.locator("main form.form input[name=version]").evaluate("field => field.value = '1'")
    send(page, 409)


def send_no_document(page: Page) -> None:
    page.fill("[name=document]", page.input_value("[name=document]").replace("contact: ", "contact: [", 1))
    send(page, 422)


def apply_without_a_reason(page: Page) -> None:
    send(page, 422)


def begin_nowhere(page: Page) -> None:
    page.fill("main form.form [name=season]", "Next Season")
    with page.expect_navigation() as navigation:
        page.locator("main form.form button").click()
    assert navigation.value.status == 422


def journey(walk: Walk) -> None:
    page = walk.person()

    with walk.step("finds the rules among the season's work"):
        walk.sign_in(page, "staff@example.org")
        page.goto("/seasons/second/staff")
        walk.follow(page.locator("main .entries a[href$='/staff/rules']"))
        walk.look(page, "rules, nobody changes them")
        walk.look(page, "rules, a key that is none", at=OTHER, act=begin_nowhere)
        page.goto(f"{RULES}/versions/1")
        walk.look(page, "first version")

    with walk.step("begins a draft"):
        page.goto(OTHER)
        walk.follow(page.locator("main .empty form button"))
        assert page.url.endswith(f"{OTHER}/drafts/second")
        walk.look(page, "draft without a change")
        page.goto(f"{OTHER}/drafts/second/application")
        walk.look(page, "preview, nothing differs")

    with walk.step("finds a draft with the prize that an answer promised, and whose idea it was"):
        page.goto(RULES)
        walk.look(page, "rules, a draft waits")
        page.goto(f"{DRAFT}/application")
        assert page.locator("main a[href*='/promises/']").count() > 0
        walk.look(page, "preview of what was promised")

    with walk.step("changes a text"):
        page.goto(f"{DRAFT}/texts")
        walk.look(page, "texts side by side")
        fill(page, "texts/tagline/en", "An award for people and organisations who help others, everywhere")
        save(walk, page)
        if walk.javascript:
            walk.look(page, "texts, saved by somebody else meanwhile", at=f"{DRAFT}/texts", act=save_over_the_other)

    with walk.step("adds a special prize, unfinished at first"):
        page.goto(f"{DRAFT}/prizes")
        walk.look(page, "prizes")
        page.fill("[name=key]", "villages")
        walk.follow(page.locator("main form.form button"))
        fill(page, f"{VILLAGES}/title/en", "For volunteers in villages")
        fill(page, f"{VILLAGES}/places", "many")
        fill(page, f"{VILLAGES}/eligibility/maximum-age", "70")
        save(walk, page)
        walk.look(page, "prize, still to be mended")
        page.goto(DRAFT)
        walk.look(page, "draft, still to be mended")
        page.goto(f"{DRAFT}/document")
        walk.look(page, "document with its mistakes")
        walk.look(page, "document that cannot be read", at=f"{DRAFT}/document", act=send_no_document)
        page.goto(f"{DRAFT}/application")
        walk.look(page, "preview of an unfinished draft")

    with walk.step("finishes the prize"):
        page.goto(f"{DRAFT}/{VILLAGES}")
        fill(page, f"{VILLAGES}/title/ru", "Волонтёрам сёл")
        fill(page, f"{VILLAGES}/title/ar", "لمتطوعي القرى")
        page.check(f"[name='{VILLAGES}/open-to'][value=person]")
        fill(page, f"{VILLAGES}/places", "3")
        fill(page, f"{VILLAGES}/money", "1000 EUR")
        save(walk, page)
        assert page.locator("main .caution").count() == 0
        walk.look(page, "prize, finished")

    with walk.step("says how a round ranks, wrongly at first"):
        page.goto(f"{DRAFT}/ranking")
        page.select_option("[name='ranking/of-record']", "calibrated")
        page.locator("[name='ranking/tie-breaks']").nth(0).select_option("criterion.results")
        page.locator("[name='ranking/tie-breaks']").nth(1).select_option("reviews")
        fill(page, "ranking/minimum-jurors", "1")
        save(walk, page)
        walk.look(page, "ranking, still to be mended")
        fill(page, "ranking/minimum-jurors", "4")
        save(walk, page)
        assert page.locator("main .caution").count() == 0
        assert page.locator("[name='ranking/tie-breaks']").nth(1).input_value() == "reviews"

    with walk.step("extends a stage and moves a nomination"):
        page.goto(f"{DRAFT}/stages")
        walk.look(page, "stages")
        page.goto(f"{DRAFT}/stages/intake")
        walk.look(page, "stage with an extension")
        fill(page, "stages/intake/amendments/1/closes", "2028-01-01T23:59")
        save(walk, page)
        page.goto(f"{DRAFT}/stages/screening")
        walk.follow(page.locator("main form[action$='/extensions'] button").first)
        walk.look(page, "extension, to be filled in")
        walk.follow(page.locator("main form[action$='/extensions'] button").last)
        page.goto(f"{DRAFT}/nominations")
        walk.follow(page.locator("main form[action$='/position'] button").first)
        page.goto(f"{DRAFT}/nominations/person")
        walk.look(page, "nomination")
        page.goto(f"{DRAFT}/eligibility")
        fill(page, "limits/applications-per-applicant", "2")
        save(walk, page)
        walk.look(page, "who is eligible")

    with walk.step("compares and applies"):
        page.goto(DRAFT)
        walk.follow(page.locator("main .page-head .button.primary"))
        walk.look(page, "preview of the differences")
        walk.look(page, "preview without a reason", at=f"{DRAFT}/application", act=apply_without_a_reason)
        page.goto(f"{DRAFT}/application")
        page.fill("[name=reason]", "Finalists proposed a special prize for young volunteers at the forum.")
        save(walk, page)
        assert "notice=rules-applied" in page.url
        page.goto(f"{RULES}/versions/2")
        walk.look(page, "second version")
        page.goto("/seasons/third")
        prizes = page.locator("main").inner_text()
        assert "For volunteers in villages" in prizes and "young volunteers" in prizes

    with walk.step("prepares the next season and puts it aside"):
        page.goto(RULES)
        page.fill("main form.form [name=season]", "fourth")
        walk.follow(page.locator("main form.form button"))
        page.goto(RULES)
        walk.look(page, "rules with a next season")
        page.goto(f"{RULES}/drafts/fourth")
        walk.follow(page.locator("main form[action$='/discarding'] button"))
        walk.look(page, "rules with a draft put aside")
        walk.follow(page.locator("main form[action$='/restoration'] button"))
        assert page.url.split("?")[0].endswith("/drafts/fourth")
