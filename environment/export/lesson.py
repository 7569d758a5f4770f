"""What a page of the site is made of: an executed notebook in parts, with its title, question and minutes."""

import re

import nbformat
from listing import highlighted
from outputs import shown
from prose import Prose

# A cell longer than this begins folded; so does the check of an exercise, which is no reading matter.
LONG = 12


def facts(notebook, name):
    """The first cell's title, question and minutes, and what is left of its text."""
    first = next((cell.source for cell in notebook.cells if cell.cell_type == "markdown"), "")
    title = re.search(r"\A# +(.+)$", first, re.MULTILINE)
    rest = first[title.end() :].lstrip("\n") if title else first
    question = re.match(r"\*\*(.+?)\*\*\s*(?:\n\n|\Z)", rest, re.DOTALL)
    rest = rest[question.end() :] if question else rest
    minutes = re.search(r"\b(\d+) minutes\b", first)
    number, words = re.fullmatch(r"(?:(\d+) · )?(.+)", (title[1] if title else name).strip()).groups()
    return {
        "number": number or "",
        "title": words,
        "question": " ".join(question[1].split()) if question else "",
        "minutes": int(minutes[1]) if minutes else None,
        "rest": rest,
    }


def lesson(path, name, pages, folder):
    """One lesson in parts: {kind: "prose", html} and {kind: "code", …}, its headings, its facts, its picture."""
    notebook = nbformat.read(path, as_version=4)
    about = facts(notebook, name)
    prose = Prose(pages, folder)
    parts, number = [], 0
    language = notebook.metadata.get("language_info", {}).get("name", "")
    for index, cell in enumerate(notebook.cells):
        if cell.cell_type == "markdown":
            source = about["rest"] if index == 0 else cell.source
            parts.append({"kind": "prose", "html": prose.html(source)})
        elif cell.cell_type == "code" and cell.source.strip():
            number += 1
            parts.append(code(cell, number, language))
    return {
        **about,
        "name": name,
        "href": pages[f"{name}.ipynb"],
        "parts": parts,
        "headings": [each for each in prose.headings if each["level"] in (2, 3)],
        "cover": cover(parts),
        "kafka": kafka(notebook),
        "interactive": any(each.get("spec") for part in parts for each in part.get("outputs", [])),
    }


def cover(parts):
    """What stands for the lesson in the index: the last picture or table of the cell tagged `cover`, else the first picture."""
    shows = [(part, each) for part in parts for each in part.get("outputs", []) if each["kind"] in ("picture", "panel")]
    tagged = [each for part, each in shows if "cover" in part["tags"]]
    pictures = [each for _, each in shows if each["kind"] == "picture"]
    return next(iter(tagged[-1:] + pictures + [each for _, each in shows]), None)


def kafka(notebook):
    """The version that the run found, or None where no cell says one."""
    texts = [
        output.get("text", "")
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if output.output_type == "stream"
    ]
    found = re.search(r"Apache Kafka (\d[\w.]*\w)", "".join(texts))
    return found[1] if found else None


def code(cell, number, language):
    """A code cell: its listing, whether it begins open, and what came of it."""
    outputs = shown(cell.get("outputs", []))
    lines = cell.source.strip("\n").split("\n")
    tags = cell.metadata.get("tags", [])
    check = any(each["kind"] == "exercise" for each in outputs)
    return {
        "kind": "code",
        "number": number,
        "first": next(line for line in lines if line.strip()).strip(),
        "html": highlighted("\n".join(lines), language),
        "open": len(lines) <= LONG and not check and "fold" not in tags,
        "outputs": outputs,
        "tags": tags,
    }
