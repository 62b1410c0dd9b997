"""How the desk page says what it knows: states of documents, terms, faults of numbers, blockers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desk_app.domain.application import DocumentState, PresentedDocument, Sex
from desk_app.domain.iban import IbanError, IbanFault, check_iban
from desk_app.domain.iin import IinFault
from desk_app.domain.regulation import Channel, DocumentRule, MemberTrait, ServiceEdition, Trait
from desk_app.i18n import N_, language, ngettext, short_date
from desk_app.i18n import gettext as _

YES, NO, OPEN, CLOCK = "✓", "✗", "○", "⏱"


@dataclass(frozen=True, slots=True)
class LineWords:
    """One line of the list: sign, state in words, the detail at its end, the colour's name."""

    sign: str
    state: str
    detail: str
    token: str
    is_gap: bool = False


# Translators: what the clerk saw of a document, in the line of the list; one word or two
STATES = {
    DocumentState.UNDECIDED: N_("open"),
    DocumentState.SEEN: N_("seen"),
    DocumentState.COPY: N_("copy"),
    DocumentState.ELECTRONIC: N_("electronic"),
    DocumentState.MISSING: N_("missing"),
    DocumentState.EXPIRED: N_("expired"),
    DocumentState.NOT_REQUIRED: N_("not required"),
}
TRAITS = {
    Trait.FOREIGNER: N_("Foreigner with a residence permit"),
    Trait.STATELESS: N_("Stateless person"),
    Trait.REFUGEE: N_("Refugee"),
    # Translators: ethnic Kazakh who came home, in the word of the acts before 2021
    Trait.RETURNEE: N_("Returnee"),
    Trait.WORKING_AGE_JOBLESS: N_("A member of the family is able to work and has no job"),
    Trait.MEMBER_UNDER_16_WORKS: N_("A member of the family under 16 works"),
}
# Translators: what is true of a member of the household, in a narrow column; as short as can be
MEMBER_TRAITS = {
    MemberTrait.WORKS_UNDER_16: N_("works, under 16"),
    MemberTrait.STUDENT: N_("student of 18–23"),
    MemberTrait.WORKING_AGE_JOBLESS: N_("able-bodied, no job"),
    MemberTrait.DISABLED: N_("with a disability"),
}
MINOR = N_("minor")
CHANNELS = {
    Channel.CENTRE: N_("employment centre"),
    Channel.AKIM: N_("akim"),
    Channel.PROVIDER: N_("service provider"),
    Channel.STATE_CORPORATION: N_("State Corporation"),
    Channel.PORTAL: N_("portal"),
}
IIN_FAULTS = {
    IinFault.LENGTH: N_("The IIN has 12 digits."),
    IinFault.NOT_DIGITS: N_("The IIN has digits only."),
    IinFault.CHECK_DIGIT: N_("The check digit of the IIN does not fit. Look at the document again."),
}
IBAN_FAULTS = {
    IbanFault.COUNTRY: N_("The account begins with KZ."),
    IbanFault.LENGTH: N_("The account has 20 characters."),
    IbanFault.CHARACTERS: N_("The account holds a character that no account has."),
    IbanFault.CHECK_DIGITS: N_("The check digits of the account do not fit. Look at the document again."),
}


def document_words(rule: DocumentRule, document: PresentedDocument, on: date) -> LineWords:
    """What a line says. A document out of date on the day counts as expired, whatever key was pressed."""
    state = document.state
    until = document.valid_until if rule.expires else None
    if state in (DocumentState.SEEN, DocumentState.COPY, DocumentState.ELECTRONIC) and until is not None and until < on:
        state = DocumentState.EXPIRED
    word = _(STATES[state])
    if state is DocumentState.UNDECIDED:
        return LineWords(OPEN, word, "", "quiet")
    if state is DocumentState.MISSING:
        return LineWords(NO, word, "", "bad", True)
    if state is DocumentState.EXPIRED:
        return LineWords(NO, word, short_date(until) if until is not None else "", "bad", True)
    if state is DocumentState.NOT_REQUIRED:
        waiver = rule.waiver(document.waiver)
        return LineWords(YES, word, waiver.text(language()) if waiver is not None else "", "quiet")
    details = []
    if until is not None:
        details.append(_("until {date}").format(date=short_date(until)))
    if document.sheets > 1 or (document.sheets and until is None):  # beside a date one sheet goes without saying
        details.append(ngettext("{count} sheet", "{count} sheets", document.sheets).format(count=document.sheets))
    return LineWords(YES, word, " · ".join(details), "good")


def trait_words(trait: Trait, edition: ServiceEdition | None) -> str:
    """A trait of the applicant in the language of the screen. A returnee bears the name the edition's documents use."""
    if trait is Trait.RETURNEE and edition is not None:
        titles = [rule.title.kk for rule in edition.documents if trait in rule.applies_to]
        if any("қандас" in title.lower() for title in titles):
            # Translators: ethnic Kazakh who came home, in the word of the acts since 2021, the former one in brackets
            return _("Kandas (oralman)")
    return _(TRAITS[trait])


def age_on(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def sex_word(sex: Sex) -> str:
    # Translators: the sex of a person, abbreviated
    return _("male") if sex is Sex.MALE else _("female")


def account_fault(text: str) -> str:
    """Why the account cannot be right, translated; empty where it is right or not there."""
    if not text.strip():
        return ""
    try:
        check_iban(text)
    except IbanError as error:
        return _(IBAN_FAULTS[error.fault])
    return ""
