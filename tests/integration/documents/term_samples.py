"""Papers about terms to draw: a notice of extension, a refusal to render, the way to a date."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from desk_app.domain import term_texts
from desk_app.domain.calendar import DueDate
from desk_app.domain.deadlines import compute_due
from desk_app.domain.keys import new_key
from desk_app.domain.language import Bilingual, Language, PaperLanguage
from desk_app.domain.norms import Minutes, Norm, WorkingDays
from desk_app.domain.papers import ExtensionContent, PaperContent, PaperKind, RenderRefusalContent, Row, Signature
from desk_app.domain.regulation import Channel, ServiceEdition
from desk_app.domain.staff import Office, OfficeKind, Role, Session, StaffMember
from desk_app.paths import resources_dir
from desk_app.regulation.catalogue import Catalogue
from desk_app.usecases.case_contents import applicant_rows, why_content

ZONE = ZoneInfo("Asia/Qostanay")
CATALOGUE = Catalogue(resources_dir())
EDITION: ServiceEdition = CATALOGUE.edition("tsa_assignment/2026-07-12")
_HEAD = Signature(Bilingual("Басшы", "Руководитель"), "Әбенова Г. Т.")
_ROWS = applicant_rows(EDITION, "Әбдірахманов Нұрлан Ерікұлы", "900101300017")

EXTENSION = ExtensionContent(
    rows=(*_ROWS, Row(term_texts.NEW_DATE, Bilingual("12.10.2026", "12.10.2026"), strong=True)),
    body=Bilingual(
        term_texts.EXTENSION_BODY.kk.format(until="12.10.2026 күніне"),
        term_texts.EXTENSION_BODY.ru.format(until="12.10.2026"),
    ),
    reason=Bilingual("Мемлекеттік органға сұрау салынды", "Мемлекеттік органға сұрау салынды"),
    basis=EDITION.extension.source.text if EDITION.extension is not None else EDITION.act,
    signatures=(_HEAD,),
    receipt=(Signature(term_texts.NOTICE_TAKEN, "Әбдірахманов Н. Е.", True),),
)
assert EDITION.render_refusal is not None
_GROUND = EDITION.render_refusal.grounds[0]
RENDER_REFUSAL = RenderRefusalContent(
    rows=_ROWS,
    body=Bilingual(
        *(
            EDITION.render_refusal.text.text(language).format(
                applicant="Әбдірахманов Нұрлан Ерікұлы", iin="900101300017", ground=_GROUND[1].text(language)
            )
            for language in Language
        )
    ),
    ground=_GROUND[1],
    clause=_GROUND[2].text,
    basis=EDITION.act,
    signatures=(_HEAD, Signature(Bilingual("Жауапты орындаушы", "Ответственный исполнитель"), "Ысқақ Б. Н.")),
    receipt=(Signature(Bilingual("Алдым", "Получил(а)"), "", True),),
)


def way(norm: Norm, begins: datetime, paused_days: int = 0) -> DueDate:
    """A term at the centre, on the real calendar; the clock stood from the day after the beginning."""
    rule = EDITION.channel(Channel.CENTRE)
    stops = begins + timedelta(days=1)
    pauses = ((stops, stops + timedelta(days=paused_days - 1)),) if paused_days else ()
    hours = rule.hours_of(rule.accepting_office, at_window=isinstance(norm, Minutes))
    source = rule.steps[0].source
    return compute_due(norm, begins, hours, CATALOGUE.calendar(), ZONE, source=source, confirmed=False, pauses=pauses)


def why(due: DueDate) -> PaperContent:
    office = Office(new_key(), Bilingual("Орталық", "Центр"), (OfficeKind.CENTRE,), *(Bilingual("", ""),) * 2, "")
    position = Bilingual("маман", "специалист")
    clerk = StaffMember(
        new_key(), office.key, "aigul", "Сейітова", "Айгүл", "Маратқызы", position, (Role.CLERK,), Language.KK
    )
    return why_content(Session(clerk, office), EDITION, due, term_texts.WHOLE_SERVICE, _ROWS, ZONE)


WHY = why(way(WorkingDays(15), datetime(2026, 12, 8, 15, 0, tzinfo=ZONE), paused_days=2))
"""Over the Independence Day and the New Year, with two days in which the clock stood."""

TITLES: dict[PaperKind, tuple[Bilingual, PaperContent]] = {
    PaperKind.EXTENSION_NOTICE: (term_texts.EXTENSION_TITLE, EXTENSION),
    PaperKind.RENDER_REFUSAL: (EDITION.render_refusal.title, RENDER_REFUSAL),
    PaperKind.WHY_SHEET: (term_texts.WHY_TITLE, WHY),
}
LANGUAGES = tuple(PaperLanguage)
