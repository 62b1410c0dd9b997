"""What people press on the way of a case: the intake, and each kind of step on the page of work."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QPushButton

from desk_app.domain.application import DocumentState
from desk_app.domain.cases import Outcome
from desk_app.domain.language import PaperLanguage
from desk_app.domain.regulation import Channel, Refused, StepKind, StepRule
from desk_app.usecases.law import zone_of
from tests.support.colleagues import Colleague
from tests.support.office import PASSWORD, SUPERVISOR, TestOffice
from tests.support.portal_files import put, request
from tests.support.routes import DESTINATION, SIGNER, Route
from tests.support.walks import Walk
from ui.widgets import BigNumber

AMOUNT, AMOUNT_ON_PAPER = "28471", "28 471"
RESOLUTION = "Құжаттарды тексеріп, шешім жобасын дайындаңыз. Рассмотреть до срока."
NOTE = "Учаскелік комиссия: № 14 қорытынды"
VALID_UNTIL = "14052029"
ACCOUNT = "KZ86125KZT5004100100"
LETTER = "412"


# the intake


def sit_at_desk(clerk: Colleague, walk: Walk) -> None:
    """The visitor's IIN, names and details, service and channel, language of the paper."""
    hands = clerk.hands
    clerk.turn_to("intake")
    hands.press(Qt.Key.Key_F2)
    hands.until(lambda: clerk.is_at("intake.iin"), "an empty form")
    hands.type(walk.iin)
    for field in ("surname", "name", "patronymic"):
        clerk.write(f"intake.{field}", getattr(walk.name, field))
    if walk.route.edition.needs_bank or walk.route.edition.needs_household:
        _say_more(clerk)
    _choose_service(clerk, walk)
    clerk.go_to("intake.paper_language")
    form = clerk.application.page("intake").desk_form
    for _part in PaperLanguage:
        if form.form().language is walk.paper:
            return
        hands.press(Qt.Key.Key_Right)
    raise LookupError(f"no papers in {walk.paper}")


def _say_more(clerk: Colleague) -> None:
    clerk.go_to("intake.more")
    clerk.hands.press(Qt.Key.Key_Space)
    clerk.write("intake.phone", "+77000000000")
    clerk.write("intake.address", "Қостанай қаласы, Әл-Фараби даңғылы, 112-үй, 27-пәтер")
    clerk.write("intake.bank_account", ACCOUNT)
    clerk.write("intake.bank_name", "«Қазпошта» АҚ")
    clerk.go_to("intake.household_own")
    clerk.hands.press(Qt.Key.Key_Space)


def _choose_service(clerk: Colleague, walk: Walk) -> None:
    clerk.go_to("intake.service")
    service = clerk.application.page("intake").desk_form.service
    clerk.hands.press(Qt.Key.Key_Home)
    for _offer in service.offers:
        offer = service.offer
        if (offer.edition.id, offer.channel) == (walk.route.edition.id, walk.route.rule.channel):
            return
        clerk.hands.press(Qt.Key.Key_Down)
    raise LookupError(f"{walk.route.name} is not offered at this desk")


def mark_documents(clerk: Colleague, missing: int = 0) -> None:
    """One key a document; the first ones are missing, as many as asked for."""
    clerk.hands.press(Qt.Key.Key_F4)
    view = clerk.application.page("intake").desk_form.documents.view
    model = view.model()
    for _row in range(model.rowCount()):
        if not clerk.is_at("intake.documents") or model.document(view.row).state is not DocumentState.UNDECIDED:
            break
        is_missing, missing = missing > 0, missing - 1
        clerk.hands.press(Qt.Key.Key_Delete if is_missing else Qt.Key.Key_Space)
        if view.asks_date:
            clerk.hands.type(VALID_UNTIL)
    states = [model.document(row).state for row in range(model.rowCount())]
    assert states and DocumentState.UNDECIDED not in states


def register_at_desk(clerk: Colleague, walk: Walk) -> str:
    """From the empty form to the talon in hand; return the number."""
    sit_at_desk(clerk, walk)
    mark_documents(clerk)
    if not clerk.find("intake.consent", QCheckBox).isChecked():
        clerk.go_to("intake.consent")
        clerk.hands.press(Qt.Key.Key_Space)
    return _record(clerk, "intake.register", Qt.Key.Key_F8)


def send_through_portal(office: TestOffice, walk: Walk) -> None:
    """What the portal's side puts into the folder of the exchange; the folder is named at the first request."""
    boss = office.desks[SUPERVISOR.login]
    base = boss.exchange.folder(boss.session)
    if base is None:
        base = office.program.log_path.parent / "portal"
        base.mkdir()
        boss.exchange.set_folder(boss.session, base)
    route, name = walk.route, walk.name
    sent = office.clock.now().astimezone(zone_of(boss.session)).isoformat(timespec="seconds")
    person = {
        "iin": walk.iin,
        "name": {"surname": name.surname, "name": name.name, "patronymic": name.patronymic},
        "birth_date": walk.born.isoformat(),
        "address": "Қостанай қаласы, Әл-Фараби даңғылы, 112-үй, 27-пәтер",
        "phone": "+7 700 000 00 00",
    }
    more: dict[str, object] = {}
    if route.edition.needs_bank:
        person |= {"iban": ACCOUNT, "bank": "«Қазпошта» АҚ"}
    if route.edition.needs_household:
        more["household"] = [{"name": name.full, "relation": "өзі"}]
    put(
        base,
        request(
            f"WALK-{walk.serial}",
            service=route.edition.service,
            sent_at=sent,
            language=walk.paper.value,
            applicant=person,
            consent={"given": True, "at": sent},
            **more,
        ),
    )


def read_folder(clerk: Colleague, request_id: str) -> str:
    """Read the folder of the exchange in which a file waits that is set aside; return its line."""
    hands = clerk.hands
    clerk.turn_to("exchange")
    hands.press(Qt.Key.Key_F5)
    page = clerk.application.page("exchange")
    hands.until(lambda: any(request_id in one.name for one in page.aside), "the file that was set aside")
    assert request_id not in {line.request.id for line in page.lines}
    hands.press(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    hands.until(lambda: clerk.sees("portal_aside"), "the files set aside")
    table = page.aside_table
    return next(text for row in range(table.count()) if request_id in (text := " ".join(table.texts(row))))


def register_from_portal(clerk: Colleague, walk: Walk) -> str:
    """Read the folder, open the request, decide its documents, register it; return the number."""
    hands = clerk.hands
    clerk.turn_to("exchange")
    hands.press(Qt.Key.Key_F5)
    page = clerk.application.page("exchange")
    waits = f"WALK-{walk.serial}"
    hands.until(lambda: any(line.request.id == waits for line in page.lines), "the request")
    assert page.lines[0].request.id == waits and page.lines[0].request.is_waiting
    clerk.go_to("portal_requests")
    hands.press(Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    hands.press(Qt.Key.Key_Return)
    card = page.card
    hands.until(lambda: card.verdict.verdict is not None, "the verdict")
    while card.model.next_undecided(-1) is not None:
        assert clerk.is_at("portal_documents")
        hands.press(Qt.Key.Key_L)
        if card.documents.asks_date:
            hands.type(VALID_UNTIL)
    hands.until(lambda: card.verdict.register_button.isEnabled(), "the button")
    hands.press(Qt.Key.Key_F8)
    hands.until(lambda: bool(card.shown.line.request.case_number), "the number")
    number: str = card.shown.line.request.case_number
    hands.press(Qt.Key.Key_Escape)
    assert clerk.is_at("portal_requests")
    return number


def offers_at_desk(clerk: Colleague) -> set[tuple[str, Channel]]:
    """What the list of services goes through, from its first line to its last: edition and channel."""
    clerk.turn_to("intake")
    clerk.hands.press(Qt.Key.Key_F2)
    clerk.hands.until(lambda: clerk.is_at("intake.iin"), "an empty form")
    clerk.go_to("intake.service")
    service = clerk.application.page("intake").desk_form.service
    clerk.hands.press(Qt.Key.Key_Home)
    found: set[tuple[str, Channel]] = set()
    while (offer := service.offer) is not None and (offer.edition.id, offer.channel) not in found:
        found.add((offer.edition.id, offer.channel))
        clerk.hands.press(Qt.Key.Key_Down)
    return found


def refuse_at_desk(clerk: Colleague, walk: Walk) -> str:
    """A set with one document missing, up to the receipt in hand; return the number."""
    sit_at_desk(clerk, walk)
    mark_documents(clerk, missing=1)
    return _record(clerk, "intake.refuse", Qt.Key.Key_F7)


def _record(clerk: Colleague, button: str, key: Qt.Key) -> str:
    hands = clerk.hands
    hands.until(lambda: clerk.sees(button) and clerk.find(button, QPushButton).isEnabled(), button)
    hands.press(key)
    hands.until(lambda: clerk.sees("intake.number"), "the number")
    _wait_for_paper(clerk)
    hands.press(Qt.Key.Key_Return)
    return clerk.find("intake.number", BigNumber).accessibleName()


def _wait_for_paper(person: Colleague) -> None:
    """The paper is on its way through the printer and the keyboard is at the question."""
    person.hands.until(
        lambda: person.sees("papers.yes") and person.find("papers.yes", QPushButton).hasFocus(), "the paper's question"
    )


# the page of work


def do_step(person: Colleague, walk: Walk, step: StepRule, number: str) -> None:
    """Find the case in the list of work, do its step, and print the paper it leaves, if any."""
    _open_case(person, number)
    _STEPS[step.kind](person, walk)
    hands = person.hands
    hands.until(lambda: not person.sees("action"), f"{step.code} to be recorded")
    if step.kind not in LEAVES_PAPER:
        assert not person.sees("papers.dialog")
        return
    hands.until(lambda: person.sees("papers.dialog"), "the paper")
    for _twice in ("print", "it came out"):
        _wait_for_paper(person)
        hands.press(Qt.Key.Key_Return)
    hands.until(lambda: not person.sees("papers.dialog"), "the paper to be confirmed")


LEAVES_PAPER = frozenset({StepKind.RESOLVE, StepKind.SEND, StepKind.SIGN, StepKind.RESULT})


def _open_case(person: Colleague, number: str) -> None:
    hands = person.hands
    person.turn_to("work")
    if person.sees("case_card"):
        hands.press(Qt.Key.Key_Escape)
    table = person.application.page("work").mine.table
    hands.until(lambda: person.is_at("work_table"), "the list of work")
    hands.press(Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    while table.current_line() is None or table.current_line().row.number != number:
        row = table.currentIndex().row()
        hands.press(Qt.Key.Key_Down)
        assert table.currentIndex().row() > row, f"{number} does not wait for {person.login}"
    hands.press(Qt.Key.Key_Return)
    hands.until(
        lambda: (
            person.sees("case_number")
            and person.find("case_number", BigNumber).accessibleName() == number
            and person.is_at("next_step")
        ),
        f"the card of {number}",
    )
    hands.press(Qt.Key.Key_Return)
    hands.until(lambda: person.is_at("action"), "the fields of the step")


def _do(person: Colleague) -> None:
    person.go_to("action_do")
    person.hands.press(Qt.Key.Key_Return)


def _choose(person: Colleague, name: str, row: int) -> None:
    """Go to a list and take its row of that place."""
    person.go_to(name)
    box = person.find(name, QComboBox)
    person.hands.until(lambda: box.count() > row, f"the choices of {name}")
    person.hands.press(Qt.Key.Key_Home)
    for _row in range(row):
        person.hands.press(Qt.Key.Key_Down)
    assert box.currentIndex() == row


def _pass(person: Colleague, walk: Walk) -> None:
    # the button has the keyboard at first, for most notes stay empty
    person.write("pass_note", NOTE, back=True)
    person.hands.press(Qt.Key.Key_Return)


def _send(person: Colleague, walk: Walk) -> None:
    person.write("destination", DESTINATION)
    _choose(person, "way", 1)
    _do(person)


def _resolve(person: Colleague, walk: Walk) -> None:
    _choose(person, "executor", 0)
    person.write("resolution_text", RESOLUTION)
    _do(person)


def _draft(person: Colleague, walk: Walk) -> None:
    if walk.route.edition.result.refused_is is Refused.NEGATIVE_CERTIFICATE:
        # the traces of the person decide, and those found are ticked
        button = person.find("action_do", QPushButton)
        person.hands.until(button.isEnabled, "the traces of assistance")
        if walk.outcome is Outcome.NOT_RENDERED:
            person.go_to("draft_refused", back=True)
            person.hands.press(Qt.Key.Key_Down)
            _choose(person, "render_ground", 1)
    elif walk.outcome is Outcome.NOT_RENDERED:
        person.go_to("assign_granted")
        for _outcome in ("refused", "not rendered"):
            person.hands.press(Qt.Key.Key_Down)
        _choose(person, "ground", 1)
    elif walk.outcome is Outcome.REFUSED:
        person.go_to("assign_granted")
        person.hands.press(Qt.Key.Key_Down)
        _choose(person, "ground", 1)
    else:
        person.write("amount", AMOUNT)
        person.write("period_from", f"{_first_day(walk):%d%m%Y}")
    _do(person)


def _sign(person: Colleague, walk: Walk) -> None:
    person.write("sign_password", PASSWORD)
    person.hands.press(Qt.Key.Key_Return)


def _enter_result(person: Colleague, walk: Walk) -> None:
    is_certificate = walk.route.edition.result.refused_is is Refused.NEGATIVE_CERTIFICATE
    outcomes = (Outcome.GRANTED, Outcome.REFUSED, Outcome.NOT_RENDERED)
    if walk.outcome is not Outcome.GRANTED:
        person.go_to("letter_granted")
        for _outcome in range(outcomes.index(walk.outcome)):
            person.hands.press(Qt.Key.Key_Down)
    person.write("letter_number", LETTER)
    person.write("letter_signer", SIGNER)
    if walk.outcome is Outcome.NOT_RENDERED:
        _choose(person, "render_ground", 1)
    elif walk.outcome is Outcome.REFUSED and not is_certificate:
        _choose(person, "ground", 1)
    elif not is_certificate:
        person.write("amount", AMOUNT)
    _do(person)


def _hand_over(person: Colleague, walk: Walk) -> None:
    person.go_to("identity")
    person.hands.press(Qt.Key.Key_Space)
    assert person.find("identity", QCheckBox).isChecked()
    other = walk.representative
    if other is not None:
        person.go_to("receiver_applicant")
        person.hands.press(Qt.Key.Key_Right)
        person.write("receiver", other.name.full)
        person.write("receiver_document", other.document)
        person.write("receiver_authority", other.authority)
    else:
        person.go_to("receiver")
    person.hands.press(Qt.Key.Key_Return)


def _first_day(walk: Walk) -> date:
    return walk.route.morning.date().replace(day=1)


_STEPS: dict[StepKind, Callable[[Colleague, Walk], None]] = {
    StepKind.PASS: _pass,
    StepKind.SEND: _send,
    StepKind.RESOLVE: _resolve,
    StepKind.DRAFT: _draft,
    StepKind.SIGN: _sign,
    StepKind.RESULT: _enter_result,
    StepKind.HAND_OVER: _hand_over,
}


def is_by_hand(route: Route) -> bool:
    """False where the application comes through the portal."""
    return route.rule.channel is not Channel.PORTAL
