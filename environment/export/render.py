"""Writes the pages of the site from executed notebooks. It starts no kernel and asks nobody.

Argument: a JSON file, {"out": folder, "stamp": {"at", "versions"}, "lessons": [{"name", "path", "folder", "tookMs"}]}.
Standard output: one JSON line, {"interactive": whether a page needs the files that draw}.
"""

import json
import re
import sys
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from lesson import lesson

HERE = Path(__file__).parent
# What a browser loads by itself. A link that a reader follows is another matter.
LOADED = re.compile(
    r"""<(?:img|script|iframe|video|audio|source|embed|object|link)\b"""
    r"""[^>]*?\s(?:src|href|data)=["']?((?:https?:)?//[^"'\s>]+)""",
    re.IGNORECASE,
)


def templates():
    """The templates: whatever is put into them is escaped unless they say `safe`."""
    return Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )


def site(book):
    """Writes all pages and the pictures of the index."""
    out = Path(book["out"])
    pages = {f"{each['name']}.ipynb": quote(f"{each['name']}.html") for each in book["lessons"]}
    lessons = [
        {**lesson(each["path"], each["name"], pages, each["folder"]), "tookMs": each["tookMs"]}
        for each in book["lessons"]
    ]
    jinja = templates()
    page, index = jinja.get_template("lesson.html.j2"), jinja.get_template("index.html.j2")
    (out / "pictures").mkdir(parents=True)
    for at, each in enumerate(lessons):
        if each["cover"] and each["cover"]["kind"] == "picture":
            (out / "pictures" / f"{each['name']}.svg").write_text(each["cover"]["svg"], encoding="utf-8")
        around = {"before": lessons[at - 1] if at else None, "after": (lessons + [None])[at + 1]}
        write(out / f"{each['name']}.html", page.render(lesson=each, stamp=book["stamp"], **around))
    write(out / "index.html", index.render(lessons=lessons, stamp=book["stamp"]))
    return {"interactive": any(each["interactive"] for each in lessons)}


def write(path, html):
    """Writes a page that is whole by itself; one that would load something from elsewhere is refused."""
    loaded = LOADED.search(html)
    if loaded:
        sys.exit(
            f"Cannot write {path.name}: wanted a page that loads nothing from outside its folder, found {loaded[1]}. "
            "Put the file beside the notebook, or make it a link."
        )
    path.write_text(html, encoding="utf-8")


if __name__ == "__main__":
    print(json.dumps(site(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))))
