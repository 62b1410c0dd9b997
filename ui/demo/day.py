"""Monday 16 September 2019 at an office that is both centre and provider: every paper of the main job, in one day.

All people are invented; their IINs are valid and belong to nobody. The colleagues' accounts are made by the use case
the settings page calls; everything else goes through the windows, by keys.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QPushButton, QRadioButton

from desk_app.domain.application import DocumentState
from desk_app.domain.iin import make_iin
from desk_app.domain.language import Bilingual, Language, PaperLanguage
from desk_app.domain.staff import Role
from desk_app.usecases.desk import Desk
from desk_app.usecases.office import NewMember
from desk_app.usecases.ports import Clock, Printer
from ui.application import Program
from ui.demo.stage import DayClock, FolderPrinter, Stage
from ui.demo.summary import write_summary
from ui.language import switch
from ui.widgets import BigNumber

PASSWORD = "қоңыр күз 16-09"

OpenProgram = Callable[..., Program]


@dataclass(frozen=True, slots=True)
class Visitor:
    """An invented person."""

    iin: str
    surname: str
    name: str
    patronymic: str

    @property
    def full(self) -> str:
        return f"{self.surname} {self.name} {self.patronymic}"


REFUSED_FIRST = Visitor(make_iin("90010130044"), "Әбдірахманқожаев", "Нұрсұлтанбек", "Ерікжанұлы")
REGISTERED = Visitor(make_iin("85123140015"), "Жұмағұлова", "Гүлбаршын", "Серікбайқызы")
BELONGS = Visitor(make_iin("78031540036"), "Өтепбергенова", "Әйгерім", "Жақсылыққызы")
DOES_NOT = Visitor(make_iin("92030130018"), "Һәкімжанов", "Іңкәрбек", "Ұланғазыұлы")

COLLEAGUES = (
    ("aigul", "Сейітова", "Айгүл", "Маратқызы", Role.CLERK, Bilingual("Орталық қызметкері", "работник Центра")),
    (
        "kense",
        "Төлегенова",
        "Жұлдыз",
        "Сәкенқызы",
        Role.CHANCELLERY,
        Bilingual("кеңсе қызметкері", "сотрудник канцелярии"),
    ),
    ("bas", "Әбенова", "Гүлнар", "Тұрсынқызы", Role.HEAD, Bilingual("бөлім басшысы", "руководитель отдела")),
    ("oryn", "Ысқақов", "Бауыржан", "Нұрланұлы", Role.EXECUTOR, Bilingual("бас маман", "главный специалист")),
)
SUPERVISOR = "saule"
OFFICE = Bilingual(
    "Қостанай қаласы әкімдігінің «Халықты жұмыспен қамту орталығы» коммуналдық мемлекеттік мекемесі",
    "Коммунальное государственное учреждение «Центр занятости населения» акимата города Костаная",
)
PROVIDER = "Қостанай қаласы әкімдігінің жұмыспен қамту және әлеуметтік бағдарламалар бөлімі"


def play(open_program: OpenProgram, out: Path, first: Language) -> int:
    """Play the day; leave papers, pictures and `summary.json` in the folder. Return the exit code 0.

    Anything that does not come out as it should ends the day with an exception.
    """
    existing = QApplication.instance()
    qt = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    out.mkdir(parents=True, exist_ok=True)
    clock, printer = DayClock(), FolderPrinter(out / "papers")
    folder = Path(tempfile.mkdtemp(prefix="tereze-demo-"))
    try:
        program = _open(open_program, folder, clock, printer)
        program.workplace.save(type(program.workplace.load())(language=first, desk="3-терезе"))
        switch(first)
        stage = Stage(qt, program, clock, out / "pictures", first)
        desk = _Day(stage, clock).play()
        papers = write_summary(out, desk, stage.shots, first)
        stage.program.entrance().close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(f"{len(papers)} papers, {len(stage.shots)} pictures and summary.json are in {out}")
    return 0


def _open(open_program: OpenProgram, folder: Path, clock: Clock, printer: Printer) -> Program:
    return open_program(folder, "", clock=clock, printer=printer)


class _Day:
    """The scenes, in the order of the day."""

    def __init__(self, stage: Stage, clock: DayClock) -> None:
        self.stage = stage
        self.clock = clock

    def play(self) -> Desk:
        self.first_run()
        self.clock.at(9, 20)
        self.morning_at_the_centre()
        self.clock.at(11, 0)
        certificates = self.certificates_accepted()
        self.resolved(certificates)
        self.drafted(certificates)
        self.signed(certificates)
        self.clock.at(12, 10)
        self.certificates_handed_over(certificates)
        self.clock.at(14, 40)
        self.afternoon_at_the_centre()
        self.clock.at(17, 40)
        return self.evening()

    # 9:00

    def first_run(self) -> None:
        stage = self.stage
        with stage.program_open() as application:
            stage.picture("first-run")
            stage.enter()
            for name, text in (
                ("office_name_kk", OFFICE.kk),
                ("office_name_ru", OFFICE.ru),
                ("region_kk", "Қостанай облысы"),
                ("region_ru", "Костанайская область"),
                ("place_kk", "Қостанай қаласы"),
                ("place_ru", "город Костанай"),
            ):  # fmt: skip
                stage.fill(name, text)
            stage.tick("office_kind_centre")
            stage.tick("office_kind_provider")
            stage.picture("first-run-office")
            stage.enter("region_ru")
            stage.enter()
            for name, text in (("surname", "Ермекова"), ("name", "Сәуле"), ("patronymic", "Қайратқызы")):
                stage.fill(name, text)
            for name, text in (("position_kk", "бөлім меңгерушісі"), ("position_ru", "заведующая отделом")):
                stage.fill(name, text)
            stage.fill("login", SUPERVISOR)
            stage.fill("password", PASSWORD)
            stage.fill("password_again", PASSWORD)
            stage.enter()
            stage.until(lambda: stage.sees("recovery_code"), "the recovery code")
            stage.enter("recovery_print")
            stage.tick("recovery_done")
            stage.picture("recovery-code")
            stage.enter("next")
            stage.until(lambda: application.window is not None, "the first main window")
            desk = application.desk
            assert desk is not None
            for login, surname, name, patronymic, role, position in COLLEAGUES:
                desk.office.add_member(
                    desk.session, NewMember(login, surname, name, patronymic, position, (role,), PASSWORD)
                )
            self._import_recipients(desk)

    def _import_recipients(self, desk: Desk) -> None:
        lines = f"ЖСН;Аты-жөні;Отбасы;Басталуы;Аяқталуы\n{BELONGS.iin};{BELONGS.full};14;01.07.2019;30.09.2019\n"
        report = desk.recipients.read(desk.session, "alushylar-2019-3.csv", lines.encode("utf-8-sig"))
        desk.recipients.import_list(desk.session, report)

    # the centre

    def morning_at_the_centre(self) -> None:
        stage = self.stage
        with stage.person("aigul", PASSWORD):
            self.visitor(REFUSED_FIRST, "tsa_assignment")
            self.documents(missing=("income",), expired=("identity",))
            self.may_press("intake.refuse")
            stage.picture("desk-refusal")
            stage.hands.press(Qt.Key.Key_F7)
            self.paper_came_out("desk-refused")
            self.clock.pass_minutes(45)
            self.visitor(REFUSED_FIRST, "")
            stage.picture("second-visit")
            self.documents()
            self.consent()
            self.may_press("intake.register")
            stage.picture("desk-ready")
            stage.hands.press(Qt.Key.Key_F8)
            self.paper_came_out("desk-registered")
            self.clock.pass_minutes(15)
            self.visitor(REGISTERED, "tsa_assignment")
            self.documents()
            self.consent()
            self.may_press("intake.register")
            stage.hands.press(Qt.Key.Key_F8)
            self.paper_came_out("")

    def visitor(self, visitor: Visitor, service: str) -> None:
        """The next one sits down. A returning visitor's form fills itself in."""
        stage = self.stage
        stage.hands.press(Qt.Key.Key_F2)
        stage.focus("intake.iin")
        stage.hands.type(visitor.iin)
        form = stage.application.page("intake").desk_form
        if not form.visitor.has_names:
            stage.fill("intake.surname", visitor.surname)
            stage.fill("intake.name", visitor.name)
            stage.fill("intake.patronymic", visitor.patronymic)
        stage.focus("intake.paper_language")
        while form.form().language is not PaperLanguage.BOTH:
            stage.hands.press(Qt.Key.Key_Right)
        if not service:
            return
        self._choose_service(service)
        if form.service.offer.edition.needs_bank:
            if not stage.sees("intake.address"):
                stage.tick("intake.more")
            stage.fill("intake.phone", "+77000000000")
            stage.fill("intake.address", "Қостанай қаласы, Әл-Фараби даңғылы, 112-үй, 27-пәтер")
            stage.fill("intake.bank_account", "KZ86125KZT5004100100")
            stage.fill("intake.bank_name", "«Қазпошта» АҚ")
            stage.tick("intake.household_own")
            stage.tick("intake.more")

    def _choose_service(self, service: str) -> None:
        stage = self.stage
        form = stage.application.page("intake").desk_form
        stage.focus("intake.service")
        stage.hands.press(Qt.Key.Key_Home)
        for _ in range(10):
            if form.service.offer is not None and form.service.offer.edition.service == service:
                return
            stage.hands.press(Qt.Key.Key_Down)
        raise LookupError(f"this desk does not offer {service}")

    def documents(self, missing: tuple[str, ...] = (), expired: tuple[str, ...] = ()) -> None:
        """One key a document, until no line is open."""
        stage = self.stage
        stage.hands.press(Qt.Key.Key_F4)
        view = stage.application.page("intake").desk_form.documents.view
        model = view.model()
        for _ in range(model.rowCount()):
            if not view.hasFocus() or model.document(view.row).state is not DocumentState.UNDECIDED:
                break
            code = model.rule(view.row).code
            if code in missing:
                stage.hands.press(Qt.Key.Key_Delete)
            elif code in expired:
                stage.hands.tap("у")
                stage.hands.type("01112018")
            else:
                stage.hands.press(Qt.Key.Key_Space)
                if view.asks_date:
                    stage.hands.type("14052029")

    def consent(self) -> None:
        """The written consent is taken each time."""
        stage = self.stage
        box = stage.find("intake.consent", QCheckBox)
        if not box.isChecked():
            stage.tick("intake.consent")

    def may_press(self, button: str) -> None:
        """Wait until the check has been answered and the button can be pressed."""
        stage = self.stage
        stage.until(lambda: stage.sees(button) and stage.find(button, QPushButton).isEnabled(), button)

    def paper_came_out(self, picture: str) -> None:
        stage = self.stage
        stage.until(lambda: stage.sees("papers.yes"), "the question after the paper")
        if picture:
            stage.picture(picture)
        stage.enter("papers.yes")

    # the provider

    def certificates_accepted(self) -> list[str]:
        stage = self.stage
        numbers = []
        with stage.person("kense", PASSWORD):
            for visitor in (BELONGS, DOES_NOT):
                self.visitor(visitor, "tsa_certificate")
                self.documents()
                self.consent()
                self.may_press("intake.register")
                stage.hands.press(Qt.Key.Key_F8)
                stage.until(lambda: stage.sees("intake.number"), "the number")
                numbers.append(stage.find("intake.number", BigNumber).accessibleName())
                self.paper_came_out("")
        return numbers

    def resolved(self, numbers: list[str]) -> None:
        stage = self.stage
        self.clock.pass_minutes(3)
        with stage.person("bas", PASSWORD):
            for number in numbers:
                self.begin_step(number)
                self._wait_for_executors()
                stage.picture("resolution")
                self.finish_step("")

    def drafted(self, numbers: list[str]) -> None:
        stage = self.stage
        self.clock.pass_minutes(4)
        with stage.person("oryn", PASSWORD):
            for number in numbers:
                self.begin_step(number)
                self._wait_for_words()
                stage.picture("draft")
                self.finish_step("")

    def _wait_for_executors(self) -> None:
        executors = self.stage.find("executor", QComboBox)
        self.stage.until(lambda: executors.count() > 0, "the executors")

    def _wait_for_words(self) -> None:
        draft = self.stage.find("draft_preview", QLabel)
        self.stage.until(lambda: bool(draft.text()), "the words of the draft")

    def signed(self, numbers: list[str]) -> None:
        stage = self.stage
        self.clock.pass_minutes(4)
        with stage.person("bas", PASSWORD):
            for number in numbers:
                self.begin_step(number)
                stage.fill("sign_password", PASSWORD)
                stage.picture("signature")
                self.finish_step("certificate")

    def certificates_handed_over(self, numbers: list[str]) -> None:
        stage = self.stage
        with stage.person("kense", PASSWORD):
            for number in numbers:
                self.begin_step(number)
                stage.tick("identity")
                self.finish_step("")
            stage.picture("case-done")

    # the afternoon

    def afternoon_at_the_centre(self) -> None:
        stage = self.stage
        with stage.person("aigul", PASSWORD) as desk:
            waiting = [row.number for row in desk.routing.to_send(desk.session)]
            stage.hands.press(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
            stage.picture("my-work")
            self.begin_step(waiting[0])
            stage.fill("destination", PROVIDER)
            self.finish_step("hand-over-list")
            self.clock.at(16, 30)
            self.letter(waiting[0], granted=True)
            self.letter(waiting[1], granted=False)
            self.clock.at(17, 10)
            self.begin_step(waiting[0])
            stage.tick("identity")
            self.finish_step("")
            stage.picture("case")

    def letter(self, number: str, *, granted: bool) -> None:
        stage = self.stage
        self.begin_step(number)
        if not granted:
            stage.find("letter_refused", QRadioButton).setFocus()
            stage.hands.press(Qt.Key.Key_Space)
        stage.fill("letter_number", "145" if granted else "146")
        stage.fill("letter_signer", "Ахметов Асқар Болатұлы")
        if granted:
            stage.fill("amount", "28471")
        else:
            stage.find("ground", QComboBox).setFocus()
            stage.hands.press(Qt.Key.Key_Down)
        stage.picture("letter-granted" if granted else "letter-refused")
        self.finish_step("notification" if granted else "notification-refused")

    # cases

    def begin_step(self, number: str) -> None:
        """Find the case as anybody would, and begin the step it waits at."""
        stage = self.stage
        stage.hands.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        stage.hands.type(number)
        stage.enter()
        stage.until(
            lambda: stage.sees("case_number") and stage.find("case_number", BigNumber).accessibleName() == number,
            f"the card of {number}",
        )
        stage.enter("next_step")
        stage.until(lambda: stage.sees("action"), "the fields of the step")

    def finish_step(self, picture: str) -> None:
        """Press the step's button; print the paper it leaves, if any."""
        stage = self.stage
        stage.enter("action_do")
        stage.until(lambda: not stage.sees("action"), "the step to be recorded")
        if not stage.sees("papers.dialog"):
            return
        if picture:
            stage.picture(picture)
        stage.enter("papers.yes")
        stage.enter("papers.yes")
        stage.until(lambda: not stage.sees("papers.dialog"), "the paper to be confirmed")

    # the evening

    def evening(self) -> Desk:
        stage = self.stage
        with stage.person(SUPERVISOR, PASSWORD) as desk:
            stage.application.window.show_page("day")  # type: ignore[union-attr]  # there is one: the person is in
            stage.hands.settle()
            stage.picture("day")
            stage.application.window.show_page("register")  # type: ignore[union-attr]
            stage.hands.settle()
            stage.picture("register")
            stage.application.window.show_page("settings")  # type: ignore[union-attr]
            stage.hands.settle()
            stage.picture("settings")
            return desk
