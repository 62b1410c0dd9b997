"""Fixed words of the ticket, in both languages."""

from __future__ import annotations

from desk_app.domain.language import Bilingual

TICKET = Bilingual("Кезек талоны", "Талон очереди")
COLLECT_TITLE = Bilingual("Дайын құжатты алу", "Получение готового документа")
COLLECT_SHORT = Bilingual("Құжат алу", "Выдача")
NEXT = Bilingual("Сіз келесісіз", "Вы следующий")
BEFORE = Bilingual("Сіздің алдыңызда {count} адам", "Перед вами {count} чел.")
BRING = Bilingual("Өзіңізбен бірге болсын", "Имейте при себе")
COLLECT_DOCUMENTS = Bilingual("талон немесе қолхат; жеке куәлік", "талон или расписка; удостоверение личности")
WATCH = Bilingual("Нөміріңіз экранға шыққанда терезеге келіңіз.", "Подойдите к окну, когда номер появится на экране.")
