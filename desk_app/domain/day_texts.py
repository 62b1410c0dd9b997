"""Fixed words of the day sheet and of the reports, in both languages. The forms are the program's own."""

from __future__ import annotations

from datetime import timedelta

from desk_app.domain.closing import CheckKind, Fate
from desk_app.domain.language import Bilingual
from desk_app.domain.line import Doubt

DAY_SHEET_TITLE = Bilingual("Жұмыс күнінің қорытынды парағы", "Итоговый лист рабочего дня")
DAY = Bilingual("Күні", "День")
CLOSED_AT = Bilingual("Жабылған уақыты", "Время закрытия")
REGISTERED = Bilingual("Тіркелген өтініштер", "Зарегистрировано заявлений")
REFUSED = Bilingual("Қабылдаудан бас тартылды", "Отказано в приёме")
ISSUED = Bilingual("Берілген нәтижелер", "Выдано результатов")
LATE = Bilingual("Мерзімі өткен істер", "Просроченных дел")
VISITS = Bilingual("Кезекке тұрған адамдар", "Пришло в очередь")
SERVED = Bilingual("Қызмет көрсетілген адамдар", "Обслужено")

CHECKS_TITLE = Bilingual("Салыстыру", "Сверка")
CHECK = Bilingual("Не салыстырылды", "Что сверено")
WHOLE = Bilingual("Барлығы", "Всего")
PARTS = Bilingual("Оның ішінде", "В том числе")
ANSWER = Bilingual("Қорытынды", "Итог")
AGREES = Bilingual("сәйкес", "сходится")
CHECKS = {
    CheckKind.REGISTERED: Bilingual("Тіркелген өтініштер және олардың талондары", "Регистрации и их талоны"),
    CheckKind.REFUSED: Bilingual("Бас тартулар және олардың қолхаттары", "Отказы и их расписки"),
    CheckKind.PASSED: Bilingual("Жіберілген топтамалар және тізімдер", "Переданные пакеты и реестры передачи"),
    CheckKind.OPEN_VISITS: Bilingual("Аяқталмаған кезек", "Незавершённые визиты"),
    CheckKind.UNSETTLED: Bilingual("Басылғаны расталмаған қағаздар", "Бумаги без подтверждения печати"),
    CheckKind.DRAFTS: Bilingual("Аяқталмаған өтініштер", "Незаконченные заявления"),
}
FATES = {
    Fate.PRINTED: Bilingual("басылған", "напечатано"),
    Fate.SAVED: Bilingual("файл болып сақталған", "сохранено файлом"),
    Fate.NOT_OUT: Bilingual("әлі шықпаған", "ещё не вышло"),
    Fate.NONE: Bilingual("қағазы жоқ", "нет бумаги"),
}
ON_LIST = Bilingual("тізімде", "в реестре")
OFF_LIST = Bilingual("тізімде жоқ", "нет в реестре")

SERIES_TITLE = Bilingual("Күн ішінде берілген нөмірлер", "Номера, выданные за день")
PAPER = Bilingual("Қағаз", "Бумага")
FIRST = Bilingual("Біріншісі", "Первый")
LAST = Bilingual("Соңғысы", "Последний")
COUNT = Bilingual("Саны", "Количество")
VOIDED = Bilingual("Күші жойылды", "Аннулировано")
MISSING = Bilingual("Реттегі бос орын", "Пропуски в ряду")
SERIES_NOTE = Bilingual(
    "Реттегі бос орын – сол нөмір басқа күні немесе басқа терезеде берілген.",
    "Пропуск в ряду – номер выдан в другой день или другой бумаге того же ряда.",
)

TIMES_TITLE = Bilingual("Күту және қызмет көрсету уақыты", "Время ожидания и обслуживания")
MEASURE = Bilingual("Көрсеткіш", "Показатель")
MEDIAN = Bilingual("Медиана", "Медиана")
NORM = Bilingual("Норма", "Норма")
OF_HOW_MANY = Bilingual("Неше келушіден", "По скольким визитам")
WAITING = Bilingual("Күту", "Ожидание")
SERVING = Bilingual("Қызмет көрсету", "Обслуживание")
DOUBT_TITLE = Bilingual("Есептен шығарылған уақыттар", "Времена, исключённые из расчёта")
TICKET = Bilingual("Талон", "Талон")
WHY = Bilingual("Себебі", "Причина")
DOUBTS = {
    Doubt.OVER_NIGHT: Bilingual("түннен өтіп кеткен", "тянулось через ночь"),
    Doubt.OVER_LUNCH: Bilingual("түскі үзілістен үзіліссіз өткен", "тянулось через обед без паузы"),
    Doubt.BACKWARDS: Bilingual("аяғы басынан бұрын", "конец раньше начала"),
    Doubt.TOO_LONG: Bilingual("үш сағаттан ұзақ", "дольше трёх часов"),
}

DIFFERENCES_TITLE = Bilingual("Айырмашылықтар", "Расхождения")
NUMBER = Bilingual("Нөмірі", "Номер")
WHAT = Bilingual("Не", "Что")
NOTE = Bilingual("Ескертпе", "Примечание")
SUPERVISOR = Bilingual("Күнді жапқан", "День закрыл(а)")
HEAD = Bilingual("Басшы", "Руководитель")
NO_TIME = Bilingual("дерек жоқ", "нет данных")


def minutes(length: timedelta | None) -> Bilingual:
    """«7 мин 30 с»; the words for no data where nothing was measured."""
    if length is None:
        return NO_TIME
    whole, seconds = divmod(round(length.total_seconds()), 60)
    kk, ru = f"{whole} мин", f"{whole} мин"
    return Bilingual(f"{kk} {seconds} с", f"{ru} {seconds} с") if seconds else Bilingual(kk, ru)


def number(value: int | None) -> Bilingual:
    """The number; a dash that says «hidden» where it is None."""
    text = "–*" if value is None else str(value)
    return Bilingual(text, text)


REPORT_TITLE = Bilingual("Мемлекеттік қызметтер көрсету туралы есеп", "Отчёт об оказании государственных услуг")
PERIOD = Bilingual("Кезең", "Период")
SERVICE = Bilingual("Қызмет", "Услуга")
CHANNEL = Bilingual("Арна", "Канал")
CLERK = Bilingual("Қызметкер", "Сотрудник")
ALL = Bilingual("барлығы", "все")
TOTAL = Bilingual("Барлығы", "Всего")
ON_TIME_TITLE = Bilingual(
    "Мерзімінде көрсетілген қызметтер (кезең ішінде аяқталған істер)",
    "Услуги, оказанные в срок (дела, завершённые в периоде)",
)
BY_SERVICE = Bilingual("Қызмет бойынша", "По услугам")
BY_CHANNEL = Bilingual("Арна бойынша", "По каналам")
BY_CLERK = Bilingual("Тіркеген қызметкер бойынша", "По сотрудникам, принявшим заявление")
IN_TIME = Bilingual("Мерзімінде", "В срок")
OVERDUE = Bilingual("Кешіктірілген", "С опозданием")
SHARE = Bilingual("Мерзімінде, %", "В срок, %")
STEPS_TITLE = Bilingual("Рәсімдер (іс-қимылдар) мерзімінде", "Процедуры (действия) в срок")
STEP = Bilingual("Рәсім (іс-қимыл)", "Процедура (действие)")
REFUSALS_TITLE = Bilingual("Қабылдаудан бас тарту негіздері", "Основания отказов в приёме")
GROUND = Bilingual("Негіздеме", "Основание")
REFUSALS_NOTE = Bilingual(
    "Бір қолхатта екі негіздеме де болуы мүмкін, сондықтан қосынды қолхаттар санынан көп бола алады.",
    "В одной расписке могут быть оба основания, поэтому сумма может быть больше числа расписок.",
)
BALANCE_TITLE = Bilingual("Істердің қалдығы", "Остаток дел")
VISIT_TITLE = Bilingual("Күту және қызмет көрсету: медиана және норма", "Ожидание и обслуживание: медиана и норма")
FORM_TITLE = Bilingual("1-МҚ нысаны: белгілі жолдары", "Форма 1-МҚ (1-ГУ): известные строки")
FORM_ROW = Bilingual("Жол", "Строка")
FORM_WORDS = Bilingual("Көрсеткіш", "Показатель")
FORM_ROWS = (
    ("1", Bilingual("Көрсетілген мемлекеттік қызметтер, барлығы", "Оказано государственных услуг, всего")),
    (
        "1.1",
        Bilingual(
            "мемлекеттік органда және ведомстволық бағынысты ұйымда көрсетілгені",
            "в государственном органе и подведомственной организации",
        ),
    ),
    (
        "1.1.1",
        Bilingual(
            "олардың ішінде «электрондық үкімет» порталы арқылы көрсетілуі мүмкін қызметтер",
            "из них услуги, которые могут быть оказаны через портал «электронного правительства»",
        ),
    ),
)
FORM_NOTE = Bilingual(
    "Нысанның бізге белгілі жолдары ғана толтырылды (1; 1.1; 1.1.1). Қалған жолдары мен қазіргі редакциясы бізге "
    "белгісіз: оларды қолданыстағы бұйрық бойынша қолмен толтырыңыз.",
    "Заполнены только известные нам строки формы (1; 1.1; 1.1.1). Остальные строки и действующая редакция формы нам "
    "неизвестны: их нужно заполнить вручную по действующему приказу.",
)
HIDDEN_NOTE = Bilingual(
    "–* : адамдар саны 5-тен аз немесе одан осындай санды есептеп шығаруға болады; дербес деректерді қорғау үшін "
    "көрсетілмейді.",
    "–* : число людей меньше 5 либо по нему можно вычислить такое число; не показано для защиты персональных данных.",
)
FOR_OUTSIDE = Bilingual("кеңседен тыс", "вне офиса")
INSIDE = Bilingual("кеңсе үшін", "для офиса")
PURPOSE = Bilingual("Арналуы", "Назначение")
COMPOSED = Bilingual("Есепті жасаған", "Отчёт составил(а)")
ENTRY = Bilingual("Бағдарлама журналындағы жазба", "Запись в журнале программы")
