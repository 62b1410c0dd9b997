"""A paper that was ever printed comes out again byte for byte: the layouts of every template are held by digests."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desk_app.documents import templates
from desk_app.documents.render import render
from desk_app.domain.language import PaperLanguage
from desk_app.domain.papers import TEMPLATE_VERSION, PaperKind
from desk_app.errors import StorageError
from tests.integration.documents import goldens

EVERY = [
    (template, name, language)
    for template in templates.TEMPLATES
    for name in goldens.names(template)
    for language in PaperLanguage
]
NEWEST = goldens.golden(TEMPLATE_VERSION, "certificate_belongs", PaperLanguage.BOTH)
_FIRST_KINDS = {
    PaperKind.TALON,
    PaperKind.ACCEPTANCE_RECEIPT,
    PaperKind.REFUSAL_RECEIPT,
    PaperKind.RESOLUTION,
    PaperKind.CERTIFICATE,
    PaperKind.NOTIFICATION,
    PaperKind.HAND_OVER_LIST,
    PaperKind.RECOVERY_SHEET,
}
"""What the program's first version could print."""


@pytest.mark.parametrize(("template", "name", "language"), EVERY)
def test_paper_comes_out_as_its_template_first_drew_it(template: str, name: str, language: PaperLanguage) -> None:
    """A change here is a change of papers that people hold in hand: it needs a new template version."""
    expected = goldens.digests()[template][name][language.value]
    assert goldens.measured(goldens.golden(template, name, language)) == expected


def test_every_kind_is_held_by_a_golden_paper() -> None:
    def kinds(template: str) -> set[PaperKind]:
        papers = (goldens.golden(template, name, PaperLanguage.KK) for name in goldens.names(template))
        return {paper.kind for paper in papers}

    assert kinds("1") == _FIRST_KINDS
    assert kinds(TEMPLATE_VERSION) == set(PaperKind)


def test_no_digest_is_without_its_paper() -> None:
    for template, papers in goldens.digests().items():
        assert set(papers) == set(goldens.names(template))
        assert all(set(found) == {language.value for language in PaperLanguage} for found in papers.values())


def test_templates_draw_differently_and_a_further_one_leaves_them_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    before = {template: render(replace(NEWEST, template=template)) for template in ("1", "2")}
    assert before["1"] != before["2"]
    wider = replace(templates.TEMPLATES["2"], row_pad=2.5)
    monkeypatch.setitem(templates.TEMPLATES, "airy", wider)
    airy = render(replace(NEWEST, template="airy"))
    assert airy not in before.values()
    assert before == {template: render(replace(NEWEST, template=template)) for template in ("1", "2")}


def test_paper_of_a_newer_program_is_not_guessed_at() -> None:
    with pytest.raises(StorageError) as found:
        render(replace(NEWEST, template="99"))
    assert found.value.code == "E-303"
    assert found.value.params == {"number": NEWEST.number}
