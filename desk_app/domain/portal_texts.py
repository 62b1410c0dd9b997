"""Words of the exchange with the portal, in both languages: they go into files, onto the screen and into help."""

from __future__ import annotations

from desk_app.domain.language import Bilingual
from desk_app.domain.portal import AsideReason, PortalState

NOT_SIGNED = Bilingual(
    "Бұл файлға мұнда электрондық қол қойылмаған: электрондық цифрлық қолтаңба бұл бағдарламадан тыс қойылады.",
    "Этот файл здесь не подписан электронной подписью: электронную цифровую подпись ставят вне этой программы.",
)
NOT_VERIFIED = Bilingual(
    "Сұрау салудың қолтаңбасы бар екені тексеріліп, сақталды; оның түпнұсқалығын бұл бағдарлама тексермейді.",
    "Наличие подписи запроса проверено, подпись сохранена; подлинность подписи эта программа не проверяет.",
)

STATES: dict[PortalState, Bilingual] = {
    PortalState.RECEIVED: Bilingual("Алынды, тексеруді күтуде", "Получен, ожидает проверки"),
    PortalState.ACCEPTED: Bilingual("Қабылданды және тіркелді", "Принят и зарегистрирован"),
    PortalState.REFUSED: Bilingual("Қабылдаудан бас тартылды", "Отказано в приеме"),
    PortalState.NOT_ACCEPTED: Bilingual("Файл қабылданбады", "Файл не принят"),
    PortalState.IN_WORK: Bilingual("Орындалуда", "В работе"),
    PortalState.READY: Bilingual("Нәтиже дайын", "Результат готов"),
    PortalState.CLOSED: Bilingual("Аяқталды", "Завершен"),
    PortalState.VOID: Bilingual("Тіркеу күшін жойды", "Регистрация недействительна"),
    PortalState.ANSWERED: Bilingual("Жауап берілді", "Дан ответ"),
}

REASONS: dict[AsideReason, Bilingual] = {
    AsideReason.NAME: Bilingual("Файл атауы рұқсат етілмеген", "Недопустимое имя файла"),
    AsideReason.NOT_A_FILE: Bilingual(
        "Бұл жай файл емес (сілтеме, қалта немесе құрылғы)", "Это не обычный файл (ссылка, папка или устройство)"
    ),
    AsideReason.TOO_LARGE: Bilingual("Файл тым үлкен", "Файл слишком велик"),
    AsideReason.EMPTY: Bilingual("Файл бос", "Файл пуст"),
    AsideReason.UNREADABLE: Bilingual("Файлды оқуға рұқсат жоқ", "Нет прав на чтение файла"),
    AsideReason.BYTE_ORDER_MARK: Bilingual(
        "Файл байт ретінің белгісінен (BOM) басталады", "Файл начинается с метки порядка байтов (BOM)"
    ),
    AsideReason.NOT_UTF8: Bilingual("Файл UTF-8 кодтауында емес", "Файл не в кодировке UTF-8"),
    AsideReason.NOT_JSON: Bilingual("Файл JSON емес немесе бүлінген", "Файл не JSON или поврежден"),
    AsideReason.TOO_DEEP: Bilingual("JSON тым терең салынған", "Слишком глубокая вложенность JSON"),
    AsideReason.DOUBLE_KEY: Bilingual("Бір өріс екі рет жазылған", "Одно поле записано дважды"),
    AsideReason.BAD_NUMBER: Bilingual("Рұқсат етілмеген сан", "Недопустимое число"),
    AsideReason.BAD_CHARACTER: Bilingual(
        "Мәтінде рұқсат етілмеген таңба немесе артық бос орын бар", "В тексте недопустимый знак или лишний пробел"
    ),
    AsideReason.SHAPE: Bilingual("Өрістер сызбаға сәйкес емес", "Поля не соответствуют схеме"),
    AsideReason.OTHER_ID: Bilingual(
        "Файл атауы сұрау салудың нөмірімен бірдей емес", "Имя файла не совпадает с номером запроса"
    ),
    AsideReason.ID_TAKEN: Bilingual(
        "Осындай нөмірлі, бірақ мазмұны басқа сұрау салу бұрын қабылданған",
        "Запрос с этим номером, но другим содержанием уже принят",
    ),
    AsideReason.NO_REQUEST: Bilingual("Сұрау салу файлы келмеді", "Файл запроса не пришел"),
    AsideReason.NO_SIGNATURE: Bilingual("Қолтаңба файлы келмеді", "Файл подписи не пришел"),
    AsideReason.TWO_SIGNATURES: Bilingual("Қолтаңба файлы екеу", "Два файла подписи"),
    AsideReason.NO_ATTACHMENT: Bilingual("Тіркелген файл жоқ", "Нет приложенного файла"),
    AsideReason.UNLISTED_FILE: Bilingual("Файл сұрау салуда аталмаған", "Файл не назван в запросе"),
    AsideReason.ATTACHMENT_NAME: Bilingual(
        "Тіркелген файлдың атауы рұқсат етілмеген", "Недопустимое имя приложенного файла"
    ),
    AsideReason.ATTACHMENT_HASH: Bilingual(
        "Тіркелген файлдың көлемі немесе хэші сәйкес емес", "Размер или хеш приложенного файла не совпадает"
    ),
    AsideReason.ATTACHMENT_CONTENT: Bilingual(
        "Тіркелген файл PDF, JPEG не PNG емес немесе бүлінген", "Приложенный файл не PDF, JPEG или PNG либо поврежден"
    ),
    AsideReason.ATTACHMENTS_TOO_LARGE: Bilingual("Тіркелген файлдар тым үлкен", "Приложенные файлы слишком велики"),
    AsideReason.IIN: Bilingual("ЖСН қате", "ИИН неверен"),
    AsideReason.BIRTH_DATE: Bilingual("Туған күні ЖСН-ге сәйкес емес", "Дата рождения не соответствует ИИН"),
    AsideReason.IBAN: Bilingual("Банк шотының нөмірі қате", "Номер банковского счета неверен"),
    AsideReason.FUTURE: Bilingual("Күні әлі келмеген", "Дата еще не наступила"),
    AsideReason.TOO_OLD: Bilingual(
        "Сұрау салу бір жылдан астам бұрын жіберілген", "Запрос отправлен больше года назад"
    ),
    AsideReason.WRONG_DATE: Bilingual("Мұндай күн не уақыт жоқ", "Такой даты или времени нет"),
    AsideReason.UNKNOWN_SERVICE: Bilingual("Мекеме бұл қызметті көрсетпейді", "Учреждение не оказывает эту услугу"),
    AsideReason.NOT_ON_PORTAL: Bilingual("Қызмет портал арқылы көрсетілмейді", "Услуга не оказывается через портал"),
    AsideReason.UNKNOWN_DOCUMENT: Bilingual(
        "Құжат бұл қызметтің тізбесінде жоқ", "Документа нет в перечне этой услуги"
    ),
    AsideReason.NO_CONSENT: Bilingual("Өтініш берушінің келісімі жоқ", "Нет согласия заявителя"),
    AsideReason.NO_HOUSEHOLD: Bilingual("Отбасы құрамы көрсетілмеген", "Не указан состав семьи"),
    AsideReason.NO_BANK: Bilingual("Банк шоты көрсетілмеген", "Не указан банковский счет"),
    AsideReason.MINOR_ALONE: Bilingual(
        "Өтініш беруші кәмелетке толмаған, заңды өкілі көрсетілмеген",
        "Заявитель несовершеннолетний, законный представитель не указан",
    ),
}
