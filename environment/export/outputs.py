"""What came of a cell, as the templates want it: one dictionary an output, with its kind. Nothing here is HTML but `own`."""

import json
import re
from urllib.parse import quote

from nbconvert.filters import strip_ansi

LAB = "application/vnd.kafka-groups-lab."
VEGA_LITE = "application/vnd.vegalite.v5+json"
# The size that a picture has by itself; one without is drawn as wide as the column.
SIZE = re.compile(r'<svg\b[^>]*?\s(width|height)="([\d.]+)(?:px)?"[^>]*?\s(width|height)="([\d.]+)(?:px)?"')


def shown(outputs):
    """All outputs of a cell, in order; claims that follow each other in one group, text of one stream in one piece.

    What says again what the one before it carries as words is left out.
    """
    parts = []
    for output in outputs:
        if f"{LAB}again+json" in output.get("data", {}):
            continue
        part = one(output)
        last = parts[-1] if parts else None
        if last and part["kind"] == "claim" == last["kind"]:
            last["claims"] += part["claims"]
        elif last and part["kind"] == last["kind"] and part["kind"] in ("text", "warning"):
            last["text"] += part["text"]
        else:
            parts.append(part)
    return parts


def one(output):
    """One output; the first kind that its MIME types allow, the lab's own before what any notebook has."""
    if output.output_type == "stream":
        return {"kind": "warning" if output.name == "stderr" else "text", "text": strip_ansi(output.text)}
    if output.output_type == "error":
        return {"kind": "error", "name": output.ename, "said": strip_ansi(output.evalue)}
    data = output.data
    plain = data.get("text/plain", "")
    html = data.get("text/html", "")
    if f"{LAB}claim+json" in data:
        return {"kind": "claim", "claims": [claim(data[f"{LAB}claim+json"], plain)]}
    if f"{LAB}predict+json" in data:
        return prediction(data[f"{LAB}predict+json"], plain)
    if f"{LAB}exercise+json" in data:
        return {"kind": "exercise", **data[f"{LAB}exercise+json"]}
    if f"{LAB}progress+json" in data:
        return {"kind": "text", "text": plain + "\n"}
    if "<script" in html:
        return {"kind": "own", "html": html}
    words = data.get(f"{LAB}words+json")
    if "image/svg+xml" in data:
        return picture(data["image/svg+xml"], words, plain, data.get(VEGA_LITE))
    if words:
        return {"kind": "panel", **words}
    if html:
        return {"kind": "own", "html": html}
    return {"kind": "text", "text": strip_ansi(plain)}


def claim(said, plain):
    """A claim with what was observed as the notebook writes it."""
    observed = re.search(r"^  observed: (.*)$", plain, re.MULTILINE)
    return {**said, "observed": observed[1] if observed else written(said["observed"])}


def prediction(said, plain):
    """A prediction; `marked` are the lines that a guess was answered with."""
    marked = [] if said["right"] is None else [line.strip() for line in plain.splitlines()[1:]]
    return {"kind": "prediction", **said, "answer": written(said["answer"]), "marked": marked}


def picture(svg, words, plain, spec):
    """A picture with its words; `spec` is what makes it answer to the pointer, or None."""
    title, _, finding = plain.partition("\n")
    words = words or {"title": title, "finding": finding, "table": None}
    return {"kind": "picture", **words, "svg": svg, "url": data_url(svg), "spec": script_safe(spec), **size(svg)}


def size(svg):
    """Width and height in px, so that a page does not move when its pictures come."""
    found = SIZE.search(svg)
    if not found:
        return {"width": None, "height": None}
    sides = {found[1]: float(found[2]), found[3]: float(found[4])}
    return {side: round(sides[side]) if side in sides else None for side in ("width", "height")}


def data_url(svg):
    """The picture within the page: nearly as short as itself, where base64 would add a third.

    What it says to screen readers goes: an <img> does not pass it on, and its alternative text says it.
    """
    svg = re.sub(r"<[^<>]+>", lambda tag: re.sub(r'\s(?:aria-[\w-]+|role)="[^"]*"', "", tag[0]), svg)
    return "data:image/svg+xml," + quote(svg, safe=" !$&'()*+,-./:;<=>?@[]_{|}~")


def script_safe(spec):
    """JSON that no text in it can close the script element with."""
    if spec is None:
        return None
    text = json.dumps(spec, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def written(value):
    """A value of JSON in one line."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
