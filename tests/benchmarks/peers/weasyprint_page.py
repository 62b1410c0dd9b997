"""The same texts, rules and QR as HTML by WeasyPrint. Runs in `.venv-bench`: question and answer are JSON.

Texts on one height share a line of the page; fonts and style sheet are read once, before the clock starts.
"""

import json
import logging
import sys
from html import escape
from itertools import groupby
from pathlib import Path
from time import perf_counter

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration


def html(paper):
    parts = []
    for page in paper["pages"]:
        parts.append("<section>")
        for _height, texts in groupby(page["texts"], key=lambda text: text[1]):
            spans = (
                f'<span style="font-family:{face};font-size:{size}pt">{escape(text)}</span>'
                for _x, _y, face, size, text in texts
            )
            parts.append(f"<p>{' '.join(spans)}</p>")
        parts.append("<hr>" * len(page["rules"]))
        for code in page["codes"]:
            modules = 1 + max(row for row, _start, _length in code["runs"])
            path = "".join(f"M{start} {row}h{length}v1h-{length}z" for row, start, length in code["runs"])
            size = f'width="{code["size"]}pt" viewBox="0 0 {modules} {modules}"'
            parts.append(f'<svg {size}><path d="{path}"/></svg>')
        parts.append("</section>")
    return "".join(parts)


def main():
    logging.disable(logging.WARNING)
    question = json.load(sys.stdin)
    config = FontConfiguration()
    faces = "".join(
        f"@font-face{{font-family:{face};src:url({Path(path).as_uri()})}}" for face, path in question["fonts"].items()
    )
    rules = "@page{size:A4;margin:14mm 15mm 9mm 25mm}p{margin:0;line-height:1.1}hr{margin:0;border-width:.3pt}"
    sheet = CSS(string=faces + rules + "section{page-break-after:always}", font_config=config)

    def pdf(paper):
        return HTML(string=html(paper)).write_pdf(stylesheets=[sheet], font_config=config)

    pdf(question["papers"][0])
    took = []
    for paper in question["papers"]:
        begun = perf_counter()
        made = pdf(paper)
        took.append((perf_counter() - begun) * 1000)
    json.dump({"milliseconds": took, "bytes": len(made)}, sys.stdout)


if __name__ == "__main__":
    main()
