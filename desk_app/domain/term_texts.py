"""Fixed words of the papers about terms, in both languages: the notice of extension and the way to a date."""

from __future__ import annotations

from desk_app.domain.calendar import DayReason, DueDate
from desk_app.domain.language import Bilingual
from desk_app.domain.norms import CalendarDays, Minutes, Norm, WorkingDays

EXTENSION_TITLE = Bilingual(
    "Мемлекеттік қызметті көрсету мерзімін ұзарту туралы хабарлама",
    "Уведомление о продлении срока оказания государственной услуги",
)
EXTENSION_BODY = Bilingual(
    "Мемлекеттік қызметті көрсету мерзімі {until} дейін ұзартылғанын хабарлаймыз.",
    "Уведомляем, что срок оказания государственной услуги продлён до {until}.",
)
FORMER_DATE = Bilingual("Бұрынғы мерзім", "Прежний срок")
NEW_DATE = Bilingual("Жаңа мерзім", "Новый срок")
NOTICE_TAKEN = Bilingual("Хабарламаны алдым", "Уведомление получил(а)")

WHY_TITLE = Bilingual("Мерзім қалай есептелді", "Как рассчитан срок")
WHAT = Bilingual("Не үшін", "Чего касается")
WHOLE_SERVICE = Bilingual("Мемлекеттік қызметті көрсетудің бүкіл мерзімі", "Весь срок оказания государственной услуги")
BEGINS = Bilingual("Мерзімнің басы", "Начало срока")
ENDS = Bilingual("Мерзімнің соңы", "Окончание срока")
TERM = Bilingual("Мерзім", "Срок")
NOT_CONFIRMED = Bilingual(
    "Бұл мерзім ресми мәтінмен немесе жарияланған күнтізбемен расталмаған.",
    "Этот срок не подтверждён официальным текстом или опубликованным календарём.",
)
PAUSED_NOW = Bilingual(
    "Мерзім {since} тоқтатылды: {reason}. Ол жалғасқан соң күн кейінге жылжиды.",
    "Срок приостановлен с {since}: {reason}. После возобновления дата сдвинется.",
)
MADE_BY = Bilingual("Парақты жасаған", "Лист составил(а)")

WEEKDAYS = tuple(
    Bilingual(kk, ru)
    for kk, ru in (
        ("дүйсенбі", "понедельник"),
        ("сейсенбі", "вторник"),
        ("сәрсенбі", "среда"),
        ("бейсенбі", "четверг"),
        ("жұма", "пятница"),
        ("сенбі", "суббота"),
        ("жексенбі", "воскресенье"),
    )
)

COUNTED = Bilingual("есептеледі", "считается")
RECEPTION_COUNTED = Bilingual("мерзімнің бірінші күні", "первый день срока")
REASONS = {
    DayReason.RECEPTION: Bilingual("мерзім басталған күн, есептелмейді", "день начала срока, не считается"),
    DayReason.COUNTED: COUNTED,
    DayReason.WEEKEND: Bilingual("демалыс күні", "выходной день"),
    DayReason.HOLIDAY: Bilingual("мереке күні", "праздничный день"),
    DayReason.DAY_OFF: Bilingual("демалыс күні", "выходной день"),
    DayReason.LUNCH: Bilingual("түскі үзіліс", "обеденный перерыв"),
    DayReason.OUT_OF_HOURS: Bilingual("жұмыс уақытынан тыс", "нерабочее время"),
    DayReason.PAUSED: Bilingual("мерзім тоқтатылған, есептелмейді", "срок приостановлен, не считается"),
    DayReason.MOVED_END: Bilingual(
        "соңғы күн демалысқа түскен, мерзім осы күні бітеді",
        "последний день выпал на выходной, срок заканчивается в этот день",
    ),
    DayReason.EXTENDED: Bilingual("ұзартылған мерзім, есептеледі", "продлённый срок, считается"),
}


def term_text(due: DueDate) -> Bilingual:
    """What the term is made of: «1 күнтізбелік күн + 9 жұмыс күні»."""
    parts = [norm_text(norm) for norm in due.norms]
    return Bilingual(" + ".join(part.kk for part in parts), " + ".join(part.ru for part in parts))


def norm_text(norm: Norm) -> Bilingual:
    """«7 жұмыс күні» / «рабочих дней: 7»: figures that need no declension."""
    count = norm.value
    if isinstance(norm, WorkingDays):
        return Bilingual(f"{count} жұмыс күні", f"рабочих дней: {count}")
    if isinstance(norm, CalendarDays):
        return Bilingual(f"{count} күнтізбелік күн", f"календарных дней: {count}")
    if isinstance(norm, Minutes):
        return Bilingual(f"{count} минут", f"минут: {count}")
    return Bilingual(f"{count} жұмыс сағаты", f"рабочих часов: {count}")
