"""The same texts, rules and QR by fpdf2. Runs in `.venv-bench`: question and answer are JSON."""

import json
import logging
import sys
from time import perf_counter

from fpdf import FPDF


def pdf(paper, fonts):
    document = FPDF(unit="pt", format="A4")
    document.set_auto_page_break(False)
    for face, path in fonts.items():
        document.add_font(face, fname=path)
    for page in paper["pages"]:
        document.add_page()
        for x1, y1, x2, y2, weight in page["rules"]:
            document.set_line_width(weight)
            document.line(x1, y1, x2, y2)
        for x, y, face, size, text in page["texts"]:
            document.set_font(face, size=size)
            document.text(x, y, text)
        for code in page["codes"]:
            module = code["size"] / (1 + max(row for row, _start, _length in code["runs"]))
            for row, start, length in code["runs"]:
                x, y = code["left"] + start * module, code["top"] + row * module
                document.rect(x, y, length * module, module, style="F")
    return bytes(document.output())


def main():
    logging.disable(logging.WARNING)
    question = json.load(sys.stdin)
    pdf(question["papers"][0], question["fonts"])
    took = []
    for paper in question["papers"]:
        begun = perf_counter()
        made = pdf(paper, question["fonts"])
        took.append((perf_counter() - begun) * 1000)
    json.dump({"milliseconds": took, "bytes": len(made)}, sys.stdout)


if __name__ == "__main__":
    main()
