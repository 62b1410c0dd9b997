"""Words that stand fixed on papers. Official texts come with a paper's content, never from here."""

from __future__ import annotations

from datetime import datetime

from desk_app.domain.language import Bilingual

NUMBER = "№"
SIGNATURE = Bilingual("қолы", "подпись")
DATE = Bilingual("күні", "дата")
NAME = Bilingual("тегі, аты-жөні", "Ф.И.О.")
DUPLICATE = Bilingual("ТЕЛНҰСҚА", "ДУБЛИКАТ")
COPY = Bilingual("{count}-дана", "{count}-й экземпляр")
DRAFT = Bilingual("ЖОБА", "ПРОЕКТ")
VOID = Bilingual("ЖАРАМСЫЗ", "НЕДЕЙСТВИТЕЛЬНО")
OWN_FORM = Bilingual("нысанды орталық әзірледі", "форма разработана центром")
JOURNAL = Bilingual("Журнал", "Журнал")
CODE_MEANS = Bilingual(
    "Бұл код қағаздың журналдағы жазбаға сәйкестігін тексеруге арналған.",
    "Код для проверки соответствия бумаги записи журнала.",
)
BASIS = Bilingual("Негізі", "Основание")

CITIZEN = Bilingual("Азамат", "От гражданина (-ки)")
REPRESENTED_BY = Bilingual("Өкілі", "Представитель")
BIRTH_DATE = Bilingual("туған күні", "дата рождения")
IIN = Bilingual("ЖСН", "ИИН")
PHONE = Bilingual("телефоны", "телефон")
ADDRESS = Bilingual("мекенжайы", "адрес")
IDENTITY = Bilingual("жеке басын куәландыратын құжат", "документ, удостоверяющий личность")
IDENTITY_TO_FILL = Bilingual(
    "жеке басын куәландыратын құжат (түрі, нөмірі, кім берген, берілген күні)",
    "документ, удостоверяющий личность (вид, номер, кем и когда выдан)",
)
HOME = Bilingual("тұрақты тұратын жерінің мекенжайы", "адрес постоянного местожительства")
BANK_DETAILS = Bilingual("банк деректемелері", "банковские реквизиты")
ACCEPTED = Bilingual("Құжаттарды қабылдаған", "Документы принял(а)")
BANK = Bilingual("Банк деректемелері", "Банковские реквизиты")
REGISTERED = Bilingual("Тіркеу күні", "Дата регистрации")
APPLICATION = Bilingual("Өтініш", "Заявление")
ATTACHED = Bilingual("Өтінішке қоса берілген құжаттардың тізбесі", "Перечень документов, приложенных к заявлению")
ROW_NUMBER = Bilingual("Р/с №", "№ п/п")
DOCUMENT_NAME = Bilingual("Құжаттың атауы", "Наименование документа")
SHEETS = Bilingual("Парақтардың саны", "Количество листов")
NOTE = Bilingual("Ескертпе", "Примечание")
HOUSEHOLD = Bilingual("Отбасы құрамы", "Состав семьи")
FULL_NAME = Bilingual("Тегі, аты, әкесінің аты (бар болса)", "Фамилия, имя, отчество (при его наличии)")
RELATION = Bilingual("Туыстық қатынасы", "Родственное отношение")
BORN = Bilingual("Туған күні", "Дата рождения")
OCCUPATION = Bilingual("Жұмыс, оқу орны", "Место работы, учёбы")
STAYS = Bilingual("Өтініш парағы істе қалады", "Лист заявления остаётся в деле")
CUT = Bilingual("кесу сызығы", "линия отреза")

UNDERLINED = Bilingual("керегінің асты сызылды", "нужное подчёркнуто")
GAPS = Bilingual("Кемшіліктер тізбесі", "Перечень недостатков")
GAP_DOCUMENT = Bilingual("Құжат", "Документ")
GAP_WHY = Bilingual("Себебі", "Причина")
GAP_BRING = Bilingual("Не әкелу керек", "Что принести")
FILLING_FAULTS = Bilingual("Өтінішті толтырудағы кемшіліктер", "Недостатки в заполнении заявления")

DESTINATION = Bilingual("Қайда тапсырылады", "Куда передаётся")
WAY = Bilingual("Жеткізу тәсілі", "Способ передачи")
CASE_NUMBER = Bilingual("Тіркеу нөмірі", "Рег. номер")
APPLICANT = Bilingual("Өтініш беруші", "Заявитель")
SERVICE = Bilingual("Қызмет", "Услуга")
DOCUMENTS = Bilingual("Құжат", "Док-тов")
SHEETS_SHORT = Bilingual("Парақ", "Листов")
CASES_IN_ALL = Bilingual("Барлығы: {count} іс", "Всего дел: {count}")
DOCUMENTS_IN_ALL = Bilingual("Барлығы: {count} құжат", "Всего документов: {count}")

REASON = Bilingual("Себебі", "Причина")
GROUND = Bilingual("Бас тарту негізі", "Основание отказа")
CLAUSE = Bilingual("Актідегі тармағы", "Пункт акта")
ATTENTION = Bilingual("Назар аударыңыз", "Обратите внимание")
DAY_BY_DAY = Bilingual("Күндер бойынша есеп", "Расчёт по дням")
DAY = Bilingual("Күн", "Дата")
WEEKDAY = Bilingual("Апта күні", "День недели")
COUNT = Bilingual("Есеп", "Счёт")
WHY = Bilingual("Неге", "Почему")
READING = Bilingual("Қалай түсінілді", "Как понято")

_MONTHS = (
    ("қаңтар", "января"),
    ("ақпан", "февраля"),
    ("наурыз", "марта"),
    ("сәуір", "апреля"),
    ("мамыр", "мая"),
    ("маусым", "июня"),
    ("шілде", "июля"),
    ("тамыз", "августа"),
    ("қыркүйек", "сентября"),
    ("қазан", "октября"),
    ("қараша", "ноября"),
    ("желтоқсан", "декабря"),
)


def long_date(moment: datetime) -> Bilingual:
    """«2026 жылғы «10» желтоқсан» / «10» декабря 2026 года."""
    kk, ru = _MONTHS[moment.month - 1]
    # No break between the figure and its word.
    return Bilingual(
        f"{moment.year}\u00a0жылғы «{moment.day:02d}»\u00a0{kk}",
        f"«{moment.day:02d}»\u00a0{ru} {moment.year}\u00a0года",
    )


def in_all(label: Bilingual, count: int) -> Bilingual:
    return Bilingual(label.kk.format(count=count), label.ru.format(count=count))
