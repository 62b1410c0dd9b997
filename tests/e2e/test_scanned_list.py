"""A hand-over list that comes back signed: its code is scanned wherever the program stands."""

from __future__ import annotations

from desk_app.domain.language import PaperLanguage
from tests.support.office import PASSWORD, TestOffice
from tests.support.routes import ROUTES, register, walk
from ui.demo.stage import Stage

ASSIGNMENT = next(one for one in ROUTES if one.name == "tsa_assignment/2018-03-23-centre")
SENDS = next(step.code for step in ASSIGNMENT.rule.steps if step.kind.value == "send")


def test_scanning_the_list_marks_its_copy(office: TestOffice, stage: Stage) -> None:
    clerk = office.desks["aigul"]
    keys = (register(office, ASSIGNMENT, 1), register(office, ASSIGNMENT, 4))
    for key in keys:
        walk(office, ASSIGNMENT, key, SENDS)
    paper = clerk.routing.send(clerk.session, keys, "Жұмыспен қамту бөлімі", "courier", PaperLanguage.KK)
    for desk in office.desks.values():
        for row in desk.printing.unprinted(desk.session):
            desk.printing.confirm(desk.session, row.key, came_out=True)
    office.close()
    with stage.person("aigul", PASSWORD) as desk:
        stage.application.open_scanned(f"TEREZE:{paper.key.hex.upper()}:{paper.journal_seq}:{paper.journal_code}")
        stage.until(lambda: stage.application.window.page() == "work", "the page of work")
        stage.hands.settle()
        assert desk.sent_lists.awaited(desk.session) == ()
        assert stage.application.page("work").view == "sent"
