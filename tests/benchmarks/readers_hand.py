"""A person's hand at the page: does what a line of a session says, by the words that the page shows, and notes each action.

A line is a verb and what it is done to:

``step NAME``            what the next actions belong to
``click ROLE NAME``      a click on what has this name; `` #2`` behind it means the second of that name
``sentence WORDS``       a click on the sentence of the article in which these words stand
``draw WORDS``           draws over words in the form; of ``he| told``, over ``he`` alone
``point WORDS``          a click on words in the form
``type TEXT``            keys
``press KEYS``           keys by name, with spaces between
``choose TEXT``          types the beginning of an option of the menu that has the focus
``day FIELD DIGITS``     a click into the first part of a field for a day, and its digits
``copy FILE``            copies a text in another window: two keys
``review NUMBER``        accepts so many waiting pieces, by ``a``

Nothing is done that a person cannot do: the mouse moves, presses, turns its wheel; keys are pressed. A line that cannot be done raises ``NotDone``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from keystroke_level import CLICK, DRAG, KEYS, WHEEL, Action
from playwright.sync_api import Error, Locator, Page

#: Milliseconds: how long something may take to show, and a moment in which the page comes to rest.
PATIENCE, REST = 30_000, 250
IDLE = '[data-testid="stApp"][data-test-script-state="notRunning"]'
ARTICLE, FORM = "The article, sentence by sentence", "Coding"
#: The first and the last letter of words inside a labelled part, each as left, top, right, bottom; then the innermost box that scrolls
#: around them, with the height that has to come to its middle, and whether the words are outside it.
WORDS = """(part, [words, length]) => {
  const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT), letters = [];
  while (walker.nextNode()) for (let at = 0; at < walker.currentNode.length; at++) letters.push([walker.currentNode, at]);
  const start = letters.map(([node, at]) => node.data[at]).join('').indexOf(words);
  if (start < 0) return null;
  const shown = [start, start + length - 1].map(number => { const [node, at] = letters[number], range = document.createRange();
    range.setStart(node, at); range.setEnd(node, at + 1);
    const box = range.getBoundingClientRect(); return [box.left, box.top, box.right, box.bottom]; });
  let box = letters[start][0].parentElement;
  while (box && !(/auto|scroll/.test(getComputedStyle(box).overflowY) && box.scrollHeight > box.clientHeight + 1))
    box = box.parentElement ?? box.getRootNode().host;
  const { left, top, width, height } = (box ?? document.body).getBoundingClientRect();
  const hidden = shown.some(([, upper, , lower]) => upper < Math.max(top, 0) || lower > Math.min(top + height, innerHeight));
  return [...shown, [[left, top, width, height, (shown[0][1] + shown[1][3]) / 2], hidden]]; }"""
#: None where an element can be clicked at a point; else the box that has to scroll, as left, top, width, height, and the height that has to come to its middle.
HIDDEN_BY = """(element, [x, y]) => {
  const top = element.getRootNode().elementFromPoint(x, y);
  if (top && (element === top || element.contains(top) || top.closest('label')?.contains(element))) return null;
  const boxes = [];
  for (let box = element.parentElement; box; box = box.parentElement ?? box.getRootNode().host)
    if (/auto|scroll/.test(getComputedStyle(box).overflowY) && box.scrollHeight > box.clientHeight + 1) boxes.unshift(box);
  const found = (box, height) => { const { left, top, width, height: tall } = box.getBoundingClientRect(); return [left, top, width, tall, height]; };
  for (const [number, box] of boxes.entries()) {
    const inner = (boxes[number + 1] ?? element).getBoundingClientRect(), middle = inner.top + inner.height / 2;
    const outer = box.getBoundingClientRect();
    if (middle < Math.max(outer.top, 0) || middle > Math.min(outer.bottom, innerHeight)) return found(box, middle); }
  return found(boxes.findLast(box => box.clientHeight > 250) ?? document.body, y); }"""


class NotDone(Exception):
    """A line of the session could not be done: what it names is not on the page."""


class Hand:
    """A hand on a page; ``actions`` is what it did, in order."""

    def __init__(self, page: Page, texts: Path) -> None:
        self.page, self.texts = page, texts
        self.actions: list[Action] = []
        self.step = ""

    def do(self, line: str) -> None:
        """Do one line. Raises NotDone."""
        verb, _, rest = line.partition(" ")
        verbs: dict[str, Callable[[str], None]] = {
            "step": self._begin, "click": self._click, "sentence": self._sentence, "draw": self._draw, "point": self._point, "type": self._type,
            "press": self._press, "choose": self._type, "day": self._day, "copy": self._copy, "review": self._review,
        }  # fmt: skip
        try:
            verbs[verb](rest)
        except Error as error:
            raise NotDone(f"{line}: {str(error).splitlines()[0]}") from error
        self._rest()

    def _begin(self, name: str) -> None:
        self.step = name

    def _note(self, kind: str, times: int = 1) -> None:
        self.actions.append(Action(self.step, kind, times))

    def _rest(self) -> None:
        self.page.wait_for_timeout(REST)
        self.page.locator(IDLE).wait_for(timeout=PATIENCE)

    # --- keys --------------------------------------------------------------------------------------------------

    def _type(self, text: str) -> None:
        self.page.keyboard.type(text)
        self._note(KEYS, len(text))

    def _press(self, keys: str) -> None:
        for key in keys.split():
            self.page.keyboard.press(key)
            self.page.wait_for_timeout(REST // 4)
        self._note(KEYS, len(keys.split()))

    def _copy(self, file: str) -> None:
        text = (self.texts / file).read_bytes().decode("utf-8")
        self.page.evaluate("text => navigator.clipboard.writeText(text)", text)
        self._note(KEYS, 2)

    def _review(self, number: str) -> None:
        for left in range(int(number), 0, -1):
            name = f"Review ({left})"
            tab = self.page.get_by_role("radio", name=name, exact=True)
            tab.wait_for(timeout=PATIENCE)
            if left == int(number):
                self._click(f"radio {name}")
                self._rest()
            self.page.get_by_role("button", name=re.compile("^Accept")).wait_for(timeout=PATIENCE)
            self._rest()
            self._press("a")
            tab.wait_for(state="detached", timeout=PATIENCE)
            self._rest()

    # --- the mouse ---------------------------------------------------------------------------------------------

    def _click(self, named: str) -> None:
        role, _, name = named.partition(" ")
        counted = re.fullmatch(r"(.*) #(\d+)", name)
        name, number = (counted[1], int(counted[2])) if counted else (name, 1)
        if role == "text":
            named_so = self.page.get_by_text(name, exact=True)
        else:
            named_so = self.page.get_by_role(role, name=name, exact=True)  # type: ignore[arg-type]
        element = named_so.nth(number - 1)
        element.wait_for(timeout=PATIENCE)
        self._press_mouse(*self._brought(element))

    def _day(self, named: str) -> None:
        name, _, digits = named.rpartition(" ")
        element = self.page.get_by_role("textbox", name=name, exact=True).first
        element.wait_for(timeout=PATIENCE)
        self._brought(element)
        box = element.bounding_box()
        assert box is not None
        self._press_mouse(box["x"] + 14, box["y"] + box["height"] / 2)
        self._type(digits)

    def _press_mouse(self, x: float, y: float) -> None:
        self.page.mouse.click(x, y)
        self._note(CLICK)

    def _turn_wheel(self, box: list[float]) -> None:
        """Turn the wheel once over a box that scrolls, so that a height in it comes nearer to its middle."""
        left, top, width, tall, height = box
        middle = (max(top, 0) + min(top + tall, self.page.viewport_size["height"])) / 2  # type: ignore[index]
        self.page.mouse.move(left + width / 2, middle)
        self.page.mouse.wheel(0, max(-300, min(300, height - middle)))
        self._note(WHEEL)
        self.page.wait_for_timeout(REST)

    def _brought(self, element: Locator) -> tuple[float, float]:
        """Turn the wheel until the element can be clicked; the point to click at."""
        for _ in range(60):
            box = element.bounding_box()
            if box is None:
                raise NotDone(f"{element}: not to be seen")
            x, y = box["x"] + min(box["width"] / 2, 60), box["y"] + box["height"] / 2
            hidden_by = element.evaluate(HIDDEN_BY, [x, y])
            if hidden_by is None:
                return x, y
            self._turn_wheel(hidden_by)
        raise NotDone(f"{element}: stays hidden")

    # --- words -------------------------------------------------------------------------------------------------

    def _sentence(self, words: str) -> None:
        left, top, _, bottom = self._letters(ARTICLE, words, len(words))[0]
        self._press_mouse(left + 3, (top + bottom) / 2)

    def _point(self, words: str) -> None:
        left, top, _, bottom = self._letters(FORM, words, len(words))[0]
        self._press_mouse(left + 3, (top + bottom) / 2)

    def _draw(self, words: str) -> None:
        wanted, _, behind = words.partition("|")
        first, last = self._letters(FORM, wanted + behind, len(wanted))
        self.page.mouse.move(first[0] + 2, (first[1] + first[3]) / 2)
        self.page.mouse.down()
        self.page.mouse.move(last[2] - 2, (last[1] + last[3]) / 2, steps=5)
        self.page.mouse.up()
        self._note(DRAG)

    def _letters(self, part: str, words: str, length: int) -> list[list[float]]:
        """The rectangles of the first and the last letter of words, brought to where they can be seen."""
        labelled = self.page.get_by_label(part, exact=True)
        labelled.wait_for(timeout=PATIENCE)
        for _ in range(60):
            letters = labelled.evaluate(WORDS, [words, length])
            if letters is None:
                raise NotDone(f"“{words}” is not in “{part}”")
            box, hidden = letters.pop()
            if not hidden:
                return letters
            self._turn_wheel(box)
        raise NotDone(f"“{words}” stays hidden")
