"""The paragraphs of a web page that its extracted text lacks: what a program took for no part of the article."""

from __future__ import annotations

from html.parser import HTMLParser

from dashboard.model.quotes import normalise

#: A paragraph of so many words may belong to the article; shorter ones are captions and links.
_FEWEST_WORDS = 12
#: So many paragraphs of a page are looked at.
_MOST = 500
_UNSEEN = frozenset({"script", "style", "noscript", "template", "nav", "footer"})


def paragraphs_left_out(page: str, text: str) -> list[str]:
    """The longer paragraphs of the page that do not stand in the text, each once, in the order of the page."""
    reader = _Paragraphs()
    reader.feed(page)
    reader.close()
    plain = normalise(text)
    return [words for words in dict.fromkeys(reader.paragraphs[:_MOST]) if normalise(words) not in plain]


class _Paragraphs(HTMLParser):
    """Gathers the words of the longer ``p`` elements that a reader of the page sees."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.paragraphs: list[str] = []
        self._words: list[str] | None = None
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "p":
            self._finish()
            self._words = []
        elif tag == "br" and self._words is not None:
            self._words.append(" ")

    def handle_data(self, data: str) -> None:
        if self._words is not None and not self._unseen:
            self._words.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN and self._unseen:
            self._unseen -= 1
        elif tag in ("p", "div", "article", "section", "body"):
            self._finish()

    def close(self) -> None:
        super().close()
        self._finish()

    def _finish(self) -> None:
        words = "".join(self._words or ()).split()
        if len(words) >= _FEWEST_WORDS:
            self.paragraphs.append(" ".join(words))
        self._words = None
