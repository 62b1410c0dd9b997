# ruff: noqa: E501  # sentences of official texts are kept whole
"""Papers to draw: one of each kind, invented people. Those of later kinds are read from the golden papers."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from uuid import UUID

from desk_app.domain.language import Bilingual, PaperLanguage
from desk_app.domain.papers import (
    TEMPLATE_VERSION,
    ApplicationContent,
    DocumentLine,
    GapLine,
    HandOverListContent,
    ListLine,
    MemberLine,
    Paper,
    PaperContent,
    PaperKind,
    RecoveryContent,
    RefusalContent,
    ResultContent,
    Row,
    Signature,
)
from tests.integration.documents import goldens

ASTANA = timezone(timedelta(hours=5))
SERVICE = Bilingual(
    "«Мемлекеттік атаулы әлеуметтік көмек тағайындау»", "«Назначение государственной адресной социальной помощи»"
)
BASIS = Bilingual(
    "«Мемлекеттік атаулы әлеуметтік көмек тағайындау» мемлекеттік көрсетілетін қызмет стандартының 9-тармағы (Қазақстан "
    "Республикасы Денсаулық сақтау және әлеуметтік даму министрінің 2015 жылғы 28 сәуірдегі № 279 бұйрығы).",
    "пункт 9 стандарта государственной услуги «Назначение государственной адресной социальной помощи» (приказ Министра "
    "здравоохранения и социального развития Республики Казахстан от 28 апреля 2015 года № 279).",
)


def same(text: str) -> Bilingual:
    return Bilingual(text, text)


DOCUMENTS = (
    DocumentLine(Bilingual("Өтініш", "Заявление"), 2, same("")),
    DocumentLine(
        Bilingual("Жеке басын куәландыратын құжат", "Документ, удостоверяющий личность"),
        0,
        Bilingual("түпнұсқасы көрсетілді", "предъявлен оригинал"),
    ),
    DocumentLine(
        Bilingual(
            "Тұрақты тұратын жерінің мекенжайы туралы мәліметтер", "Сведения об адресе постоянного местожительства"
        ),
        0,
        Bilingual("электрондық", "электронный"),
    ),
    DocumentLine(Bilingual("Отбасы құрамы туралы мәліметтер", "Сведения о составе семьи"), 1, same("")),
    DocumentLine(Bilingual("Отбасының табысы туралы мәліметтер", "Сведения о доходах семьи"), 3, same("")),
    DocumentLine(
        Bilingual("Жеке қосалқы шаруашылық туралы мәліметтер", "Сведения о личном подсобном хозяйстве"), 1, same("")
    ),
    DocumentLine(Bilingual("Банк шотының деректемелері", "Реквизиты банковского счёта"), 1, same("")),
)

APPLICATION = ApplicationContent(
    addressee=Bilingual("Жергілікті атқарушы органның басшысына", "Руководителю местного исполнительного органа"),
    applicant="Жұмабекова Динара Серікқызы",
    iin="851231400001",
    birth_date="31.12.1985",
    address="Қостанай облысы, Қостанай қаласы, Әл-Фараби даңғылы, 112-үй, 27-пәтер",
    phone="+7 700 000 00 00",
    bank="KZ86 125K ZT50 0410 0100, «Қазпошта» АҚ",
    representative="",
    request=Bilingual(
        "Маған (отбасыма) мемлекеттік атаулы әлеуметтік көмек тағайындауды сұраймын.",
        "Прошу назначить мне (моей семье) государственную адресную социальную помощь.",
    ),
    documents=DOCUMENTS,
    household=(
        MemberLine("Жұмабеков Арман Қайратұлы", "жұбайы", "04.03.1983", "жұмыссыз"),
        MemberLine("Жұмабекова Айару Арманқызы", "қызы", "15.08.2016", "№ 7 мектеп-гимназия"),
    ),
    consent=Bilingual(
        "Ақпараттық жүйелердегі заңмен қорғалатын құпияны құрайтын мәліметтерді пайдалануға және дербес деректерімді жинауға, "
        "өңдеуге келісім беремін. Тұрғылықты жерімнің, банк деректемелерімнің өзгеруі туралы 10 жұмыс күні ішінде хабарлауға "
        "міндеттенемін.",
        "Даю согласие на использование сведений, составляющих охраняемую законом тайну, содержащихся в информационных системах, "
        "и на сбор и обработку моих персональных данных. Обязуюсь сообщить об изменении места жительства и банковских реквизитов "
        "в течение 10 рабочих дней.",
    ),
    receipt_title=Bilingual("Өтініштің үзбелі талоны", "Отрывной талон заявления"),
    receipt_rows=(
        Row(Bilingual("Өтініш беруші", "Заявитель"), same("Жұмабекова Динара Серікқызы"), strong=True),
        Row(Bilingual("Мемлекеттік көрсетілетін қызмет", "Государственная услуга"), SERVICE),
        Row(Bilingual("Тіркеу күні", "Дата регистрации"), same("10.12.2026, 11:31")),
        Row(
            Bilingual("Мемлекеттік қызметті алу күні", "Дата получения государственной услуги"),
            same("22.12.2026"),
            strong=True,
        ),
        Row(
            Bilingual("Қабылданған құжаттар", "Принятые документы"),
            Bilingual("7 құжат, 8 парақ", "документов: 7, листов: 8"),
        ),
        Row(
            Bilingual("Құжаттар топтамасын қабылдаған", "Пакет документов принял(а)"), same("Сейітова Айгүл Маратқызы")
        ),
    ),
    accepted_by=Signature(Bilingual("Орталық қызметкері", "Работник Центра"), "Сейітова Айгүл Маратқызы"),
    applicant_signature=Signature(Bilingual("Өтініш берушінің қолы", "Подпись заявителя"), "Жұмабекова Д. С."),
    keep_note=Bilingual(
        "Нәтижені алуға осы талонмен және жеке басты куәландыратын құжатпен келіңіз",
        "За результатом приходите с этим талоном и документом, удостоверяющим личность",
    ),
)

REFUSAL = RefusalContent(
    rows=(
        Row(Bilingual("Өтініш беруші", "Заявитель"), same("Әбдірахманов Нұрлан Ерікұлы"), strong=True),
        Row(Bilingual("ЖСН", "ИИН"), same("900101300007")),
        Row(Bilingual("Өтініш берген күні", "Дата обращения"), same("10.12.2026")),
        Row(Bilingual("Мемлекеттік көрсетілетін қызмет", "Государственная услуга"), SERVICE),
    ),
    reason=Bilingual(
        "Сізге {incomplete} және (немесе) {expired} ұсынуыңызға байланысты өтінішті қабылдаудан бас тартылды.",
        "Вам отказано в приеме заявления в связи с представлением {incomplete} и (или) {expired}.",
    ),
    incomplete_words=Bilingual("құжаттардың толық емес топтамасын", "неполного пакета документов"),
    expired_words=Bilingual("қолданылу мерзімі өткен құжаттарды", "документов с истекшим сроком действия"),
    incomplete_applies=True,
    expired_applies=True,
    only_incomplete=False,
    gaps=(
        GapLine(
            Bilingual("Жеке басын куәландыратын құжат", "Документ, удостоверяющий личность"),
            Bilingual("Қолданылу мерзімі өткен: 01.11.2026", "Срок действия истёк: 01.11.2026"),
            Bilingual("Қолданыстағы жеке куәлік немесе паспорт", "Действующее удостоверение личности или паспорт"),
            Bilingual("халыққа қызмет көрсету орталығы", "центр обслуживания населения"),
            Bilingual("Стандарттың 9-тармағы", "Пункт 9 стандарта"),
        ),
        GapLine(
            Bilingual("Отбасының табысы туралы мәліметтер", "Сведения о доходах семьи"),
            Bilingual("Ұсынылмаған", "Не представлены"),
            Bilingual(
                "2026 жылғы III тоқсанға, жұмыс істейтін әр отбасы мүшесі бойынша",
                "За III квартал 2026 года, на каждого работающего члена семьи",
            ),
            Bilingual("жұмыс орны", "по месту работы"),
            Bilingual("Стандарттың 9-тармағы", "Пункт 9 стандарта"),
        ),
    ),
    filling_faults=(Bilingual("Өтініште қол қойылмаған", "Заявление не подписано"),),
    basis=BASIS,
    again=Bilingual(
        "Кемшіліктер жойылғаннан кейін қайта жүгінуге болады.", "Устранив недостатки, можно обратиться повторно."
    ),
    signatures=(
        Signature(Bilingual("Орталық қызметкері", "Работник Центра"), "Сейітова Айгүл Маратқызы"),
        Signature(Bilingual("Қолхатты алдым", "Расписку получил(а)"), "Әбдірахманов Н. Е.", True),
    ),
)

RESULT = ResultContent(
    rows=(
        Row(Bilingual("Өтініш беруші", "Заявитель"), same("Жұмабекова Динара Серікқызы"), strong=True),
        Row(Bilingual("ЖСН", "ИИН"), same("851231400001")),
        Row(Bilingual("Мемлекеттік көрсетілетін қызмет", "Государственная услуга"), SERVICE),
        Row(Bilingual("Тіркеу нөмірі", "Регистрационный номер"), same("А-2026-03418")),
        Row(Bilingual("Шешімнің нөмірі мен күні", "Номер и дата решения"), same("№ 12-3/451, 21.12.2026")),
        Row(Bilingual("Мөлшері", "Размер"), Bilingual("38 420 ₸", "38 420 ₸"), strong=True),
    ),
    body=(
        Bilingual(
            "Жұмабекова Динара Серікқызына 2026 жылғы IV тоқсанға мемлекеттік атаулы әлеуметтік көмек тағайындалды.",
            "Жұмабековой Динаре Серікқызы назначена государственная адресная социальная помощь на IV квартал 2026 года.",
        ),
    ),
    basis=BASIS,
    signatures=(
        Signature(Bilingual("Басшы", "Руководитель"), "Оспанов Ғалым Өмірұлы"),
        Signature(Bilingual("Жауапты орындаушы", "Ответственный исполнитель"), "Нұрғалиева Әсел Һадиқызы"),
    ),
    receipt=(Signature(Bilingual("Алдым", "Получил(а)"), "", True),),
)

HAND_OVER = HandOverListContent(
    destination=same("Қостанай қаласы әкімдігінің жұмыспен қамту және әлеуметтік бағдарламалар бөлімі"),
    way=Bilingual("курьерлік байланыс", "курьерская связь"),
    lines=tuple(
        ListLine(
            f"А-2026-{number:05d}",
            "Жұмабекова Динара Серікқызы",
            "851231400001",
            Bilingual("Атаулы әлеуметтік көмек", "Адресная социальная помощь"),
            7,
            8,
        )
        for number in range(3401, 3419)
    ),
    handed_by=Signature(Bilingual("Тапсырды", "Сдал(а)"), "Сейітова Айгүл Маратқызы", True),
    received_by=Signature(Bilingual("Қабылдады", "Принял(а)"), "", True),
)

RECOVERY = RecoveryContent(
    code="7QK4M-2XD9T-RA3HV-8T6RP-W2NC9-KDM4X-QA7BT-E5GHJ",
    explanation=(
        Bilingual(
            "Бұл код барлық құпиясөз ұмытылған жағдайда дерекқорды ашады. Басқа көшірмесі жоқ: бағдарлама оны сақтамайды.",
            "Этот код открывает базу данных, если забыты все пароли. Другой копии нет: программа его не хранит.",
        ),
        Bilingual(
            "Парақты конвертке салып, желімдеп, мекеме басшысының сейфінде сақтаңыз.",
            "Вложите лист в конверт, заклейте его и храните в сейфе руководителя.",
        ),
    ),
)

TITLES: dict[PaperKind, tuple[Bilingual, PaperContent]] = {
    PaperKind.TALON: (APPLICATION.receipt_title, APPLICATION),
    PaperKind.ACCEPTANCE_RECEIPT: (
        Bilingual("Құжаттарды қабылдау туралы қолхат", "Расписка о приёме документов"),
        replace(
            APPLICATION,
            receipt_title=Bilingual("Құжаттарды қабылдау туралы қолхат", "Расписка о приёме документов"),
            representative="Серікбаев Қанат Маратұлы",
        ),
    ),
    PaperKind.REFUSAL_RECEIPT: (
        Bilingual("Өтінішті қабылдаудан бас тарту туралы қолхат", "Расписка об отказе в приеме заявления"),
        REFUSAL,
    ),
    PaperKind.RESOLUTION: (
        Bilingual("Бұрыштама парағы", "Лист резолюции"),
        replace(RESULT, body=(Bilingual("Бұрыштама: орындаңыз", "Резолюция: к исполнению"),), receipt=()),
    ),
    PaperKind.CERTIFICATE: (Bilingual("Анықтама", "Справка"), RESULT),
    PaperKind.NOTIFICATION: (
        Bilingual("Тағайындау туралы хабарлама", "Уведомление о назначении"),
        replace(RESULT, draft=True),
    ),
    PaperKind.HAND_OVER_LIST: (Bilingual("Құжаттарды тапсыру тізілімі", "Реестр передачи документов"), HAND_OVER),
    PaperKind.RECOVERY_SHEET: (Bilingual("Қалпына келтіру коды", "Код восстановления"), RECOVERY),
}
LATER = {
    PaperKind(name): goldens.golden(TEMPLATE_VERSION, name, PaperLanguage.BOTH)
    for name in (
        "why_sheet", "extension_notice", "render_refusal", "leaflet", "journal", "day_sheet", "report", "ticket",
    )
}  # fmt: skip
TITLES |= {kind: (found.title, found.content) for kind, found in LATER.items()}

UNNUMBERED = {
    PaperKind.WHY_SHEET,
    PaperKind.LEAFLET,
    PaperKind.JOURNAL,
    PaperKind.DAY_SHEET,
    PaperKind.REPORT,
}
NOT_IN_THE_JOURNAL = {PaperKind.TICKET}
"""A ticket bears no code: it proves nothing."""
NEVER_DUPLICATES = {PaperKind.JOURNAL, PaperKind.TICKET}
"""Made anew each time they are wanted."""


def paper(
    kind: PaperKind,
    language: PaperLanguage = PaperLanguage.BOTH,
    content: PaperContent | None = None,
    **changes: object,
) -> Paper:
    title, usual = TITLES[kind]
    made = Paper(
        key=UUID("01941f29-7c00-7000-8000-0123456789ab"),
        office=UUID(int=1),
        kind=kind,
        number="А-2026-Қ-1893" if kind is PaperKind.REFUSAL_RECEIPT else "А-2026-03418",
        title=title,
        language=language,
        office_name=Bilingual(
            "Қостанай қаласы әкімдігінің «Халықты жұмыспен қамту орталығы» коммуналдық мемлекеттік мекемесі",
            "Коммунальное государственное учреждение «Центр занятости населения» акимата города Костаная",
        ),
        place=Bilingual("Қостанай қаласы", "город Костанай"),
        issued_at=datetime(2026, 12, 10, 11, 31, tzinfo=ASTANA),
        issued_by=UUID(int=2),
        journal_seq=48213,
        journal_code="7QK4-M2XD-9TRA",
        content=usual if content is None else content,
    )
    if kind in UNNUMBERED:
        made = replace(made, number="")
    return replace(made, **changes)  # type: ignore[arg-type]
