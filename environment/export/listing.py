"""Code with its words marked by class, for the two palettes of lab.css; nothing is styled here."""

from html import escape

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

PLAIN = ("", "text", "txt")


def highlighted(code, language):
    """A listing as HTML; in a language that Pygments does not know, as it is."""
    if language in PLAIN:
        return listing(escape(code))
    try:
        lexer = get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        return listing(escape(code))
    return listing(highlight(code, lexer, HtmlFormatter(nowrap=True)).rstrip("\n"))


def listing(html):
    return f'<pre class="listing" tabindex="0"><code>{html}</code></pre>\n'
