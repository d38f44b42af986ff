"""A screener works the queue: reads, decides with a reason, undoes it, and asks for a missing thing."""

from datetime import date, timedelta

from walk import Walk

QUEUE = "/seasons/second/screening"
WITHOUT_JAVASCRIPT = True


def journey(walk: Walk) -> None:
    page = walk.person()

    with walk.step("sees what waits"):
        walk.sign_in(page, "screener@example.org")
        page.goto(QUEUE)
        assert page.locator("main tbody tr").count() > 0
        walk.look(page, "queue")
        page.goto(f"{QUEUE}?words=no+such+project")
        walk.look(page, "queue, none found")
        page.goto(QUEUE)
        walk.follow(page.locator("main tbody a").first)
        walk.look(page, "an application that waits")

    with walk.step("rejects with a reason, and undoes it"):
        decision = page.locator("main form[action$='/decision']")
        decision.locator("[name=verdict][value=reject]").check()
        decision.locator("[name=reason][value=no-results]").check()
        walk.follow(decision.locator(".button.primary"))
        walk.look(page, "an application that is rejected")
        walk.follow(page.locator("main form[action$='/undoing'] button"))
        assert page.locator("main form[action$='/decision']").count() == 1

    with walk.step("asks for a missing thing"):
        page.locator("main details:has(form[action$='/questions']) summary").click()
        asking = page.locator("main form[action$='/questions']")
        asking.locator("[name=question]").fill("Please add the number of people who were helped.")
        asking.locator("[name=due]").fill((date.today() + timedelta(days=5)).isoformat())
        walk.follow(asking.locator(".button").first)
        walk.look(page, "an application whose applicant was asked")

    with walk.step("sees what could be admitted together"):
        page.goto(f"{QUEUE}/together")
        walk.look(page, "admission together")

    with walk.step("staff search all applications"):
        staff = walk.person()
        walk.sign_in(staff, "staff@example.org")
        staff.goto("/seasons/second/staff/applications")
        walk.look(staff, "all applications")
