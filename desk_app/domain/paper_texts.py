"""Fixed words of the papers in both languages. Official texts of a service come from its edition, not from here."""

from __future__ import annotations

from desk_app.domain.completeness import Defect
from desk_app.domain.language import Bilingual
from desk_app.domain.regulation import Channel
from desk_app.domain.staff import Role

APPLICANT = Bilingual("Өтініш беруші", "Заявитель")
REPRESENTATIVE = Bilingual("Өкілі", "Представитель")
IIN = Bilingual("ЖСН", "ИИН")
SERVICE = Bilingual("Мемлекеттік көрсетілетін қызмет", "Государственная услуга")
APPLIED_ON = Bilingual("Өтініш берген күні", "Дата обращения")
REGISTERED_ON = Bilingual("Тіркеу күні", "Дата регистрации")
REGISTRATION_NUMBER = Bilingual("Тіркеу нөмірі", "Регистрационный номер")
RESULT_ON = Bilingual("Мемлекеттік қызметті алу күні", "Дата получения государственной услуги")
ACCEPTED_DOCUMENTS = Bilingual("Қабылданған құжаттар", "Принятые документы")
ACCEPTED_BY = Bilingual("Құжаттар топтамасын қабылдаған", "Пакет документов принял(а)")
RECEIPT_TAKEN = Bilingual("Қолхатты алдым", "Расписку получил(а)")
RESULT_TAKEN = Bilingual("Алдым", "Получил(а)")
APPLICANT_SIGNS = Bilingual("Өтініш берушінің қолы", "Подпись заявителя")
ADDRESSEE = Bilingual("Жергілікті атқарушы органның басшысына", "Руководителю местного исполнительного органа")
KEEP_TALON = Bilingual(
    "Нәтижені алуға осы талонмен және жеке басыңызды куәландыратын құжатпен келіңіз",
    "За результатом приходите с этим талоном и документом, удостоверяющим личность",
)
KEEP_RECEIPT = Bilingual(
    "Нәтижені алуға осы қолхатпен және жеке басыңызды куәландыратын құжатпен келіңіз",
    "За результатом приходите с этой распиской и документом, удостоверяющим личность",
)
COME_AGAIN = Bilingual(
    "Кемшіліктер жойылғаннан кейін қайта жүгінуге болады.", "Устранив недостатки, можно обратиться повторно."
)
EXECUTOR = Bilingual("Жауапты орындаушы", "Ответственный исполнитель")
RESPONSIBLE = Bilingual("Жауапты адам", "Ответственное лицо")
DECIDED_BY = Bilingual("Шешім қабылдаған", "Решение принял(а)")
REFUSED_BY = Bilingual("Бас тартқан", "Отказал(а)")
INSTRUCTION = Bilingual("Бұрыштама", "Резолюция")
RESOLUTION_TITLE = Bilingual("Бұрыштама парағы", "Лист резолюции")
HEAD = Bilingual("Басшы", "Руководитель")
ACTING_HEAD = Bilingual("Басшының міндетін атқарушы", "Исполняющий обязанности руководителя")
DECISION_NUMBER = Bilingual("Шешімнің нөмірі мен күні", "Номер и дата решения")
PERIOD = Bilingual("Кезең", "Период")
AMOUNT = Bilingual("Мөлшері", "Размер")
GROUND = Bilingual("Негіз", "Основание")
REPLACES = Bilingual("Бұрын берілгеннің орнына", "Взамен выданного ранее")
REPLACED_NUMBER = Bilingual("№ {number} орнына", "взамен № {number}")
PUT_RIGHT = Bilingual("Түзетілді", "Исправлено")
NOT_PRESENTED = Bilingual("Ұсынылмаған", "Не представлен")
ORIGINAL_SEEN = Bilingual("түпнұсқасы көрсетілді", "предъявлен оригинал")
COPY_TAKEN = Bilingual("көшірмесі", "копия")
ELECTRONIC = Bilingual("электрондық", "электронный")
HAND_OVER_TITLE = Bilingual("Құжаттарды тапсыру тізілімі", "Реестр передачи документов")
HANDED_BY = Bilingual("Тапсырды", "Сдал(а)")
RECEIVED_BY = Bilingual("Қабылдады", "Принял(а)")
RECOVERY_TITLE = Bilingual("Қалпына келтіру коды", "Код восстановления")
RECOVERY_TEXTS = (
    Bilingual(
        "Бұл код барлық құпиясөз ұмытылған жағдайда дерекқорды ашады. Басқа көшірмесі жоқ: бағдарлама оны сақтамайды.",
        "Этот код открывает базу данных, если забыты все пароли. Другой копии нет: программа его не хранит.",
    ),
    Bilingual(
        "Парақты конвертке салып, желімдеп, мекеме басшысының сейфінде сақтаңыз.",
        "Вложите лист в конверт, заклейте его и храните в сейфе руководителя.",
    ),
)

ROLE_TITLES = {
    (Channel.CENTRE, Role.CLERK): Bilingual("Орталық қызметкері", "Работник Центра"),
    (Channel.AKIM, Role.CLERK): Bilingual("Әкімнің қызметкері", "Работник акима"),
    (Channel.STATE_CORPORATION, Role.CLERK): Bilingual(
        "Мемлекеттік корпорация қызметкері", "Работник Государственной корпорации"
    ),
    (Channel.PROVIDER, Role.CHANCELLERY): Bilingual("Кеңсе қызметкері", "Сотрудник канцелярии"),
}

WAYS = {
    "courier": Bilingual("курьерлік байланыс", "курьерская связь"),
    "post": Bilingual("пошта", "почта"),
    "by_hand": Bilingual("қолма-қол", "нарочно"),
    "electronic": Bilingual("электрондық түрде", "в электронном виде"),
}

_EXPIRED = Bilingual("Қолданылу мерзімі өткен: {date}", "Срок действия истек: {date}")
_EXPIRED_UNDATED = Bilingual("Қолданылу мерзімі өткен", "Срок действия истек")


def replaced(number: str) -> Bilingual:
    """«№ … орнына» / «взамен № …»."""
    return Bilingual(REPLACED_NUMBER.kk.format(number=number), REPLACED_NUMBER.ru.format(number=number))


def expired_words(day: str) -> Bilingual:
    """Why an expired document is a gap; with its last day where it is known."""
    if not day:
        return _EXPIRED_UNDATED
    return Bilingual(_EXPIRED.kk.format(date=day), _EXPIRED.ru.format(date=day))


def why(defect: Defect, day: str = "") -> Bilingual:
    """The words of a defect."""
    return NOT_PRESENTED if defect is Defect.MISSING else expired_words(day)


def counted_documents(documents: int, sheets: int) -> Bilingual:
    """«7 құжат, 8 парақ» / «документов: 7, листов: 8»."""
    return Bilingual(f"{documents} құжат, {sheets} парақ", f"документов: {documents}, листов: {sheets}")
