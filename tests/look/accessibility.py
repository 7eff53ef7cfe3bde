"""Whether everybody can use a page: axe-core's rules in the browser, and a walk with the keyboard.

Only the engine's one script is taken from the package that carries it, at `make look`; the
page itself asks for nothing and holds nothing of it.
"""

import json
from importlib.util import find_spec
from pathlib import Path

from tests.look.browser import Tab

CARRIER = "axe_playwright_python"
MOST_KEYS = 200
_RULES = """
axe.run(document, {resultTypes: ['violations']}).then(found => JSON.stringify(
  found.violations.map(rule => rule.id + ': ' + rule.nodes.map(node => node.target).join(' ; '))
))
"""
_TO_REACH = """
[...document.querySelectorAll('a[href], button:not([disabled]), audio[controls]')]
  .filter(each => each.offsetParent !== null).length
"""
_HERE = """
(() => {
  window.reached = window.reached || new Set();
  const here = document.activeElement;
  if (here.matches('a[href], button, audio[controls]')) window.reached.add(here);
  return window.reached.size;
})()
"""


class NoRules(Exception):
    """The rules are not installed: `make look` does that."""


async def violations(page: Tab) -> list[str]:
    """What axe-core finds wrong with the page as it is shown now."""
    spec = find_spec(CARRIER)
    if spec is None or spec.origin is None:
        raise NoRules
    engine = Path(spec.origin).with_name("axe.min.js").read_text(encoding="utf-8")
    await page.run(f"{engine};undefined")
    found: list[str] = json.loads(str(await page.run(_RULES)))
    return found


async def unreached(page: Tab) -> int:
    """How many links, buttons and players the tab key alone never comes to."""
    wanted, reached = await page.run(_TO_REACH), 0
    for _ in range(MOST_KEYS):
        for kind in ("keyDown", "keyUp"):
            await page.ask(
                "Input.dispatchKeyEvent", type=kind, key="Tab", code="Tab", windowsVirtualKeyCode=9
            )
        now = await page.run(_HERE)
        reached = now if isinstance(now, int) else 0
        if reached == wanted:
            break
    return int(wanted if isinstance(wanted, int) else 0) - reached
