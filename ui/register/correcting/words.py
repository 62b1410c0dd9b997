"""How both versions of what is corrected are said. No Qt."""

from __future__ import annotations

from datetime import date

from desk_app.domain.application import Application, HouseholdMember, PresentedDocument, Representative
from desk_app.domain.completeness import asked_of
from desk_app.domain.corrections import CorrectedField, parts_of
from desk_app.domain.iban import format_iban
from desk_app.domain.language import PaperLanguage
from desk_app.domain.phone import format_phone
from desk_app.domain.regulation import ServiceEdition
from desk_app.i18n import N_, language, ngettext, short_date
from desk_app.i18n import gettext as _
from ui.intake.words import MEMBER_TRAITS, STATES, TRAITS, sex_word, trait_words
from ui.register.words import iin_groups

FIELDS = {
    CorrectedField.IIN: N_("IIN"),
    CorrectedField.NAME: N_("Full name"),
    CorrectedField.BIRTH_DATE: N_("Day of birth"),
    CorrectedField.SEX: N_("Sex"),
    CorrectedField.IDENTITY_DOCUMENT: N_("Identity document"),
    CorrectedField.ADDRESS: N_("Address"),
    CorrectedField.PHONE: N_("Phone"),
    CorrectedField.BANK_ACCOUNT: N_("Bank account (IBAN)"),
    CorrectedField.BANK_NAME: N_("Bank"),
    CorrectedField.REPRESENTATIVE: N_("Representative"),
    CorrectedField.HOUSEHOLD: N_("Household"),
    CorrectedField.TRAITS: N_("Facts about the applicant"),
    CorrectedField.DOCUMENTS: N_("Documents"),
    CorrectedField.FILLING: N_("Faults of the application form"),
    CorrectedField.LANGUAGE: N_("Language of the paper"),
}
LANGUAGES = {
    PaperLanguage.KK: N_("Kazakh"),
    PaperLanguage.RU: N_("Russian"),
    PaperLanguage.BOTH: N_("Kazakh and Russian"),
}
NONE = "—"


def fields_words(fields: tuple[CorrectedField, ...]) -> str:
    """The names of what was corrected, one after the other."""
    return ", ".join(_(FIELDS[field]) for field in fields)


def value_words(
    field: CorrectedField, shown: Application, other: Application, edition: ServiceEdition, on: date
) -> str:
    """One version of a field. Of documents only those that differ from the other version."""
    said = _value(field, shown, other, edition, on)
    return said or NONE


def _value(field: CorrectedField, shown: Application, other: Application, edition: ServiceEdition, on: date) -> str:
    applicant = shown.applicant
    if field is CorrectedField.IIN:
        return ", ".join(part for part in (iin_groups(applicant.iin), applicant.iin_override) if part)
    if field is CorrectedField.NAME:
        return applicant.name.full
    if field is CorrectedField.BIRTH_DATE:
        return short_date(applicant.birth_date) if applicant.birth_date is not None else ""
    if field is CorrectedField.SEX:
        return sex_word(applicant.sex) if applicant.sex is not None else ""
    if field is CorrectedField.PHONE:
        return format_phone(applicant.phone)
    if field is CorrectedField.BANK_ACCOUNT:
        return format_iban(applicant.bank_account)
    if field is CorrectedField.REPRESENTATIVE:
        return _representative(shown.representative)
    if field is CorrectedField.HOUSEHOLD:
        return "\n".join(_member(member) for member in shown.household if member not in other.household)
    if field is CorrectedField.TRAITS:
        return "\n".join(trait_words(trait, edition) for trait in TRAITS if trait in shown.traits)
    if field is CorrectedField.DOCUMENTS:
        return _documents(shown, other, edition, on)
    if field is CorrectedField.FILLING:
        titles = {rule.code: rule.title for rule in edition.filling}
        return "\n".join(titles[code].text(language()) for code in shown.filling_faults if code in titles)
    if field is CorrectedField.LANGUAGE:
        return _(LANGUAGES[shown.language])
    return str(parts_of(shown)[field])


def _representative(found: Representative | None) -> str:
    if found is None:
        return ""
    until = _("until {date}").format(date=short_date(found.valid_until)) if found.valid_until is not None else ""
    power = f"№ {found.power_number}" if found.power_number else ""
    return ", ".join(part for part in (found.name.full, iin_groups(found.iin), power, found.notary, until) if part)


def _member(member: HouseholdMember) -> str:
    born = short_date(member.birth_date) if member.birth_date is not None else ""
    traits = [_(words) for trait, words in MEMBER_TRAITS.items() if trait in member.traits]
    parts = (member.name, member.relation, iin_groups(member.iin), born, member.occupation, *traits)
    return ", ".join(part for part in parts if part)


def _documents(shown: Application, other: Application, edition: ServiceEdition, on: date) -> str:
    lines = []
    for rule in asked_of(edition, shown, on):
        found = shown.presented(rule.code)
        if found != other.presented(rule.code):
            lines.append(f"{rule.title.text(language())}: {_document(found)}")
    return "\n".join(lines)


def _document(found: PresentedDocument) -> str:
    until = _("until {date}").format(date=short_date(found.valid_until)) if found.valid_until is not None else ""
    sheets = ngettext("{count} sheet", "{count} sheets", found.sheets).format(count=found.sheets)
    return ", ".join(part for part in (_(STATES[found.state]), sheets if found.sheets else "", until) if part)
