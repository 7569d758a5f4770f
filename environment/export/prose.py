"""Markdown of a lesson as HTML: links that hold in the site, headings that can be linked to, myths as asides."""

import re
from base64 import b64encode
from html import escape, unescape
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import unquote, urlsplit

import mistune
from listing import highlighted


class Prose(mistune.HTMLRenderer):
    """Renders the cells of one lesson in turn, and keeps the headings that it meets: [{level, id, html}].

    `pages` names the page of each exported notebook: {"01-keys-and-partitions.ipynb": "01-keys-and-partitions.html"}.
    `folder` is where the notebook lies; pictures are taken from there.
    """

    def __init__(self, pages, folder):
        # Our own notebooks say <details>. What came out of messages is never Markdown.
        super().__init__(escape=False)
        self.pages, self.folder, self.headings, self.taken = pages, Path(folder), [], set()
        self.markdown = mistune.create_markdown(renderer=self, plugins=["table", "strikethrough"])

    def html(self, source):
        """One cell's Markdown as HTML."""
        return self.markdown(source)

    def heading(self, text, level, **attrs):
        name = slug(text)
        anchor = next(f"{name}{end}" for end in numbered() if f"{name}{end}" not in self.taken)
        self.taken.add(anchor)
        self.headings.append({"level": level, "id": anchor, "html": text})
        return f'<h{level} id="{escape(anchor)}">{text}</h{level}>\n'

    def link(self, text, url, title=None):
        address = urlsplit(url)
        if address.scheme in ("http", "https", "mailto") or (address.fragment and not address.path):
            return super().link(text, url, title)
        page = self.pages.get(Path(unquote(address.path)).name)
        # What is not in the site cannot be reached from it: the words stay, the link goes.
        return super().link(text, page, title) if page else text

    def image(self, text, url, title=None):
        path = self.folder / unquote(urlsplit(url).path)
        if urlsplit(url).scheme or not path.is_file():
            return f"<em>{escape(unescape(text))}</em>"
        kind = guess_type(path.name)[0] or "image/png"
        return f'<img alt="{escape(unescape(text))}" src="data:{kind};base64,{b64encode(path.read_bytes()).decode()}">'

    def block_code(self, code, info=None):
        return highlighted(code.rstrip("\n"), (info or "").split(" ")[0])

    def block_quote(self, text):
        if "<strong>Myth" in text:
            return f'<aside class="box myth" aria-label="Myth">\n{text}</aside>\n'
        return f"<blockquote>\n{text}</blockquote>\n"

    def table(self, text):
        # A table that is wider than a phone scrolls by itself, and the page does not.
        return f'<div class="wide" role="region" aria-label="Table" tabindex="0"><table>\n{text}</table></div>\n'


def slug(html):
    """The name of a heading in an address: its words in small letters, joined by dashes."""
    words = re.sub(r"[^\w\s-]", "", unescape(re.sub(r"<[^>]+>", "", html))).lower()
    return re.sub(r"[\s_]+", "-", words).strip("-") or "part"


def numbered():
    """What makes a name that is taken another one: nothing, -2, -3, …"""
    yield ""
    number = 2
    while True:
        yield f"-{number}"
        number += 1
