"""What axe, and two checks that axe does not know, find on a page. No rule is disabled."""

from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()

# The size of touch targets is a rule of WCAG 2.2 that axe leaves off unless asked.
RUN = """async () => {
    const options = {rules: {'target-size': {enabled: true}}, resultTypes: ['violations'], preload: false};
    const {violations} = await axe.run(document, options);
    return violations.flatMap(({id, help, nodes}) => nodes.map(node => {
        const why = node.failureSummary.split('\\n').slice(1).map(line => line.trim()).join('; ');
        return `${id}: ${help}: ${node.target.join(' ')}: ${why}`;
    }));
}"""

OVERFLOW = """() => {
    const width = document.documentElement.clientWidth;
    return document.documentElement.scrollWidth > width
        ? `scrolls sideways: ${document.documentElement.scrollWidth} px on a screen of ${width}` : null;
}"""

FAULT = "() => document.querySelector('main').append(document.createElement('button'))"


def findings(page: Page) -> list[str]:
    page.evaluate(AXE)
    found = page.evaluate(RUN)
    overflow = page.evaluate(OVERFLOW)
    return found + ([overflow] if overflow else [])


def plant_fault(page: Page) -> None:
    """A button that says nothing: the rule `button-name`."""
    page.evaluate(FAULT)
