"""Fixed words of the journals in both languages. The forms are the program's own: no act gives official columns."""

from __future__ import annotations

from desk_app.domain.cases import CaseState, Outcome
from desk_app.domain.journals import JournalKind
from desk_app.domain.language import Bilingual
from desk_app.domain.papers import PrintState
from desk_app.domain.regulation import Channel, Ground

TITLES = {
    JournalKind.REGISTRATION: Bilingual("Өтініштерді тіркеу журналы", "Журнал регистрации заявлений"),
    JournalKind.REFUSAL: Bilingual(
        "Өтініштерді қабылдаудан бас тартуды тіркеу журналы", "Журнал регистрации отказов в приёме заявлений"
    ),
    JournalKind.PAPERS: Bilingual("Берілген қағаздар журналы", "Журнал выданных бумаг"),
}
SHORT = {
    JournalKind.REGISTRATION: Bilingual("Тіркеу", "Регистрация"),
    JournalKind.REFUSAL: Bilingual("Бас тартулар", "Отказы"),
    JournalKind.PAPERS: Bilingual("Қағаздар", "Бумаги"),
}
PERIOD = Bilingual("Кезең", "Период")
SERVICE = Bilingual("Қызмет", "Услуга")
CHANNEL = Bilingual("Арна", "Канал")
CLERK = Bilingual("Қызметкер", "Сотрудник")
ALL = Bilingual("барлығы", "все")

ROW = Bilingual("Р/с №", "№ п/п")
NUMBER = Bilingual("Тіркеу нөмірі", "Рег. номер")
MOMENT = Bilingual("Күні, уақыты", "Дата, время")
APPLICANT = Bilingual("Өтініш беруші", "Заявитель")
IIN = Bilingual("ЖСН", "ИИН")
REPRESENTATIVE = Bilingual("Өкілі", "Представитель")
SHEETS = Bilingual("Парақ", "Листов")
ACCEPTED_BY = Bilingual("Қабылдаған", "Принял(а)")
PLANNED = Bilingual("Жоспарлы күні", "Плановая дата")
PASSED = Bilingual("Кімге, қашан берілді", "Кому, когда передано")
EXECUTOR = Bilingual("Жауапты орындаушы", "Ответственный исполнитель")
RESULT = Bilingual("Нәтижесі, №, күні", "Результат, №, дата")
ISSUED = Bilingual("Қашан, кімге берілді", "Когда, кому выдано")
STATE = Bilingual("Мәртебесі", "Статус")
RECEIPT = Bilingual("Қолхат №", "№ расписки")
REASON = Bilingual("Бас тарту себебі", "Причина отказа")
REFUSED_BY = Bilingual("Бас тартқан", "Отказал(а)")
FOLLOWED = Bilingual("Кейін тіркелді", "Зарегистрировано после")
PAPER_NUMBER = Bilingual("Қағаз №", "№ бумаги")
PAPER_TITLE = Bilingual("Атауы", "Наименование")
BELONGS_TO = Bilingual("Іс, қолхат №", "№ дела, расписки")
MADE_BY = Bilingual("Рәсімдеген", "Оформил(а)")
COPIES = Bilingual("Дана", "Экз.")
PRINTED = Bilingual("Басып шығару", "Печать")

CARRIED = Bilingual("Кезең басындағы қалдық", "Остаток на начало периода")
ARRIVED = Bilingual("Түсті", "Поступило")
CLOSED = Bilingual("Аяқталды", "Завершено")
LEFT = Bilingual("Кезең соңындағы қалдық", "Остаток на конец периода")
VOID_COUNT = Bilingual("Күші жойылған нөмірлер", "Аннулированных номеров")
REFUSED_COUNT = Bilingual("Қабылдаудан бас тартылды", "Отказано в приёме")
REFUSED_VOID = Bilingual("Күші жойылған бас тартулар", "Аннулированных отказов")
FOLLOWED_COUNT = Bilingual("Олардың кейін тіркелгені", "Из них зарегистрировано после")
PAPER_COUNT = Bilingual("Қағаз берілді", "Выдано бумаг")
KEEPER = Bilingual("Журналды жасаған", "Журнал составил(а)")
JOURNAL_ENTRY = Bilingual("Бағдарлама журналындағы жазба", "Запись в журнале программы")

VOID = Bilingual("КҮШІ ЖОЙЫЛДЫ", "АННУЛИРОВАНО")
STATES = {
    CaseState.OPEN: Bilingual("орындалуда", "в работе"),
    CaseState.READY: Bilingual("беруге дайын", "готово к выдаче"),
    CaseState.DONE: Bilingual("аяқталды", "завершено"),
    CaseState.VOID: VOID,
}
CHANNELS = {
    Channel.CENTRE: Bilingual("орталық", "центр"),
    Channel.AKIM: Bilingual("әкім", "аким"),
    Channel.PROVIDER: Bilingual("қызмет беруші", "услугодатель"),
    Channel.STATE_CORPORATION: Bilingual("Мемлекеттік корпорация", "Госкорпорация"),
    Channel.PORTAL: Bilingual("портал", "портал"),
}
REFUSAL_STATES = {False: Bilingual("күшінде", "действует"), True: VOID}
"""By whether the refusal is void."""
OUTCOMES = {
    Outcome.GRANTED.value: Bilingual("оң шешім", "положительное решение"),
    Outcome.REFUSED.value: Bilingual("бас тарту", "отказ"),
    "not_rendered": Bilingual("қызмет көрсетілмеді", "услуга не оказана"),
}
GROUNDS = {
    Ground.INCOMPLETE: Bilingual("құжаттардың толық емес топтамасы", "неполный пакет документов"),
    Ground.EXPIRED: Bilingual("қолданылу мерзімі өткен құжаттар", "документы с истекшим сроком действия"),
}
PAPER_VOID = Bilingual("ЖАРАМСЫЗ", "НЕДЕЙСТВИТЕЛЬНО")
PRINT_STATES = {
    PrintState.NOT_PRINTED: Bilingual("басылмаған", "не напечатано"),
    PrintState.QUEUED: Bilingual("принтерге жіберілді", "отправлено на принтер"),
    PrintState.SENT: Bilingual("принтерге жіберілді", "отправлено на принтер"),
    PrintState.FAILED: Bilingual("шықпады", "не вышло"),
    PrintState.CONFIRMED: Bilingual("қолда", "на руках"),
    PrintState.SAVED: Bilingual("файл болып сақталды", "сохранено файлом"),
}
