"""Code with its words marked by what they are, in four classes, for the two palettes of styles/colours.css.

Pygments' own HTML marks every bracket and comma, and a lesson's page would be twice as long.
"""

from html import escape
from itertools import groupby

from pygments.lexers import TextLexer, get_lexer_by_name
from pygments.token import Comment, Keyword, Name, Number, Operator, String
from pygments.util import ClassNotFound

# Keyword.Type is left out: Pygments takes the value in `{ key: flight }` for one.
CLASSES = {Comment: "c", String: "s", Number: "m", Keyword: "k", Operator.Word: "k", Name.Builtin: "b"}


def highlighted(code, language):
    """A listing as HTML; in a language that Pygments does not know, as it is."""
    tokens = groupby(lexer_of(language).get_tokens(code), key=lambda token: kind(token[0]))
    html = "".join(marked("".join(text for _, text in group), name) for name, group in tokens)
    return f'<pre class="listing" tabindex="0"><code>{html.rstrip()}</code></pre>\n'


def lexer_of(language):
    """What takes code of this language apart."""
    try:
        return get_lexer_by_name(language or "text", stripnl=False)
    except ClassNotFound:
        return TextLexer(stripnl=False)


def kind(token):
    """The class of a token, or None for what looks as the rest of the code does."""
    if token in Keyword.Type:
        return None
    return next((name for of, name in CLASSES.items() if token in of), None)


def marked(text, name):
    """The text, escaped, in its class if it has one."""
    return f'<span class="{name}">{escape(text, quote=False)}</span>' if name else escape(text, quote=False)
