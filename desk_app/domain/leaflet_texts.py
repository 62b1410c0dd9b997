"""Fixed words of the leaflet «what this service needs», in both languages."""

from __future__ import annotations

from desk_app.domain.language import Bilingual
from desk_app.domain.regulation import Channel, MemberTrait, Trait

TITLE = Bilingual("Қызметті алу үшін не қажет", "Что нужно для получения услуги")
RECIPIENTS = Bilingual("Кім ала алады", "Кто может получить")
PRICE = Bilingual("Құны", "Стоимость")
TERM = Bilingual("Көрсету мерзімі", "Срок оказания")
WHERE = Bilingual("Қайда өтініш беріледі", "Куда обращаться")
AT_THE_WINDOW = Bilingual("Күту және қызмет көрсету уақыты", "Время ожидания и обслуживания")
WAITING = Bilingual("күту – {waiting} минутқа дейін", "ожидание – до {waiting} минут")
SERVING = Bilingual("қызмет көрсету – {serving} минутқа дейін", "обслуживание – до {serving} минут")
RECEPTION = Bilingual("Қабылдау тәртібі", "Порядок приёма")
NO_BOOKING = Bilingual("алдын ала жазылу жоқ", "предварительной записи нет")
BOOKING = Bilingual("порталда алдын ала жазылуға болады", "можно записаться через портал")
NO_FAST_LANE = Bilingual("жеделдетіп қызмет көрсету жоқ", "ускоренного обслуживания нет")
FAST_LANE = Bilingual("жеделдетіп қызмет көрсету бар", "есть ускоренное обслуживание")
BY_REGISTRATION = Bilingual("тіркелген жері бойынша", "по месту регистрации")
NEEDED = Bilingual("Қажетті құжаттар", "Необходимые документы")
ALSO = Bilingual("Мына жағдайларда қосымша қажет", "Дополнительно, если это вас касается")
DOCUMENT = Bilingual("Құжат", "Документ")
BRING = Bilingual("Не әкелу керек және қайдан алуға болады", "Что принести и где получить")
WHOM = Bilingual("Кімге қатысты", "Кого касается")
NOT_DEMANDED = Bilingual("Бұл құжаттарды талап етуге болмайды", "Эти документы требовать нельзя")
NOT_CONFIRMED = Bilingual(
    "* белгісі барлары ресми мәтінмен расталмаған.", "Отмеченное знаком * официальным текстом не подтверждено."
)
MARK = "\u00a0*"

PLACES = {
    Channel.CENTRE: Bilingual("Халықты жұмыспен қамту орталығы", "Центр занятости населения"),
    Channel.AKIM: Bilingual("Кент, ауыл, ауылдық округ әкімі", "Аким посёлка, села, сельского округа"),
    Channel.PROVIDER: Bilingual("Көрсетілетін қызметті беруші", "Услугодатель"),
    Channel.STATE_CORPORATION: Bilingual("Мемлекеттік корпорация", "Государственная корпорация"),
    Channel.PORTAL: Bilingual("«Электрондық үкімет» порталы", "Портал «электронного правительства»"),
}

CONDITIONS: dict[Trait | MemberTrait, Bilingual] = {
    Trait.REPRESENTATIVE: Bilingual("сенімхатпен өкіл өтініш берсе", "если обращается представитель по доверенности"),
    Trait.MINOR: Bilingual("өтініш беруші кәмелетке толмаса", "если заявитель несовершеннолетний"),
    Trait.FOREIGNER: Bilingual("шетелдік болса", "если заявитель – иностранец"),
    Trait.STATELESS: Bilingual("азаматтығы жоқ адам болса", "если заявитель – лицо без гражданства"),
    Trait.REFUGEE: Bilingual("босқын болса", "если заявитель – беженец"),
    Trait.RETURNEE: Bilingual("оралман (қандас) болса", "если заявитель – оралман (кандас)"),
    Trait.WORKING_AGE_JOBLESS: Bilingual(
        "отбасында еңбекке қабілетті жұмыссыз адам болса", "если в семье есть трудоспособный неработающий"
    ),
    Trait.MEMBER_UNDER_16_WORKS: Bilingual(
        "отбасында он алтыға толмаған жұмыс істейтін адам болса", "если в семье работает лицо до шестнадцати лет"
    ),
    MemberTrait.MINOR: Bilingual("отбасының кәмелетке толмаған әр мүшесіне", "на каждого несовершеннолетнего в семье"),
    MemberTrait.WORKS_UNDER_16: Bilingual(
        "он алтыға толмаған, жұмыс істейтін әр отбасы мүшесіне", "на каждого работающего члена семьи до шестнадцати лет"
    ),
    MemberTrait.STUDENT: Bilingual(
        "күндізгі бөлімде оқитын 18–23 жастағы әр асыраудағыға", "на каждого иждивенца 18–23 лет, который учится очно"
    ),
    MemberTrait.WORKING_AGE_JOBLESS: Bilingual(
        "еңбекке қабілетті жұмыссыз әр отбасы мүшесіне", "на каждого трудоспособного неработающего члена семьи"
    ),
    MemberTrait.DISABLED: Bilingual("мүгедектігі бар әр отбасы мүшесіне", "на каждого члена семьи с инвалидностью"),
}
