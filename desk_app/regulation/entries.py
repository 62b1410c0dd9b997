"""The entries of an edition file as domain values. The file has been checked by now."""

from __future__ import annotations

from desk_app.domain.regulation import (
    ChannelRule,
    DocumentRule,
    ExtensionRule,
    Fact,
    FillingRule,
    FormRule,
    Leg,
    NotDemanded,
    NotRendered,
    OfficeHours,
    PauseReason,
    ReceptionRule,
    RefusalRule,
    RenderRefusalRule,
    ResultRule,
    ServiceEdition,
    StepRule,
    WorkingTime,
)
from desk_app.domain.staff import OfficeKind
from desk_app.regulation.schema import (
    ChannelEntry,
    DocumentEntry,
    EditionFile,
    FactEntry,
    HoursEntry,
    RefusalEntry,
    RenderRefusalEntry,
    ResultEntry,
    SpanEntry,
    StepEntry,
)
from desk_app.regulation.values import Weekday

Offices = dict[OfficeKind, OfficeHours]


def edition_of(file: EditionFile, digest: str) -> ServiceEdition:
    """Return the edition that the checked file holds; `digest` is the SHA-256 of its bytes, hexadecimal."""
    offices = {entry.office: _hours(entry) for entry in file.hours}
    extension = file.extension
    return ServiceEdition(
        id=file.id,
        service=file.service,
        title=file.title.value(),
        short_title=file.short_title.value(),
        letter=file.letter,
        act=file.act.value(),
        basis=file.basis.value(),
        basis_confirmed=file.basis.confirmed,
        effective_from=file.effective_from,
        effective_to=file.effective_to,
        channels=tuple(_channel(entry, offices) for entry in file.channels),
        documents=tuple(_document(entry) for entry in file.documents),
        filling=tuple(
            FillingRule(entry.code, entry.title.value(), entry.source.source(), entry.channels)
            for entry in file.filling
        ),
        consent=file.consent.value(),
        consent_version=file.consent.version,
        request=file.request.value(),
        result=_result(file.result),
        needs_household=file.needs_household,
        needs_bank=file.needs_bank,
        digest=digest,
        price=_fact(file.price),
        recipients=_fact(file.recipients),
        form=FormRule(file.form.paper, file.form.electronic, file.form.source.source()),
        force_source=file.force.source(),
        not_rendered=tuple(NotRendered(entry.channel, entry.source.source()) for entry in file.not_rendered),
        not_demanded=tuple(
            NotDemanded(entry.code, entry.title.value(), entry.source.source()) for entry in file.not_demanded
        ),
        render_refusal=_render_refusal(file.render_refusal) if file.render_refusal else None,
        extension=(
            ExtensionRule(extension.up_to.norm(), extension.notice.norm(), extension.source.source())
            if extension
            else None
        ),
        pauses=tuple(PauseReason(entry.code, entry.words.value(), entry.source.source()) for entry in file.pauses),
    )


def _fact(entry: FactEntry) -> Fact:
    return Fact(entry.text.value(), entry.source.source())


def _document(entry: DocumentEntry) -> DocumentRule:
    return DocumentRule(
        code=entry.code,
        title=entry.title.value(),
        bring=entry.bring.value(),
        where=entry.where.value(),
        source=entry.source.source(),
        applies_to=entry.applies_to,
        applies_to_members=entry.applies_to_members,
        channels=entry.channels,
        expires=entry.expires,
        waivers=tuple((waiver.code, waiver.value()) for waiver in entry.waivers),
    )


def _channel(entry: ChannelEntry, offices: Offices) -> ChannelRule:
    times, reception = entry.times, entry.reception
    rule = ChannelRule(
        channel=entry.channel,
        steps=tuple(_step(step) for step in entry.steps),
        refusal=_refusal(entry.refusal) if entry.refusal else None,
        acceptance=entry.acceptance.paper,
        acceptance_title=entry.acceptance.title.value(),
        whole=_whole(entry),
        whole_source=entry.whole.source.source() if entry.whole else None,
        start=entry.start.rule,
        start_source=entry.start.source.source(),
        offices=offices,
        waiting=times.waiting.norm() if times and times.waiting else None,
        serving=times.serving.norm() if times and times.serving else None,
        times_source=times.source.source() if times else None,
        acceptance_source=entry.acceptance.source.source(),
        reception=(
            ReceptionRule(
                reception.by_place_of_registration,
                reception.may_book,
                reception.fast_lane,
                reception.source.source(),
                tuple((one.code, one.words.value(), one.source.source()) for one in reception.priority),
            )
            if reception
            else None
        ),
    )
    return rule


def _whole(entry: ChannelEntry) -> tuple[Leg, ...]:
    if entry.whole is None:
        return ()
    if entry.whole.norm is not None:
        return (Leg(entry.whole.norm.norm(), entry.channel.office_kind or OfficeKind.PROVIDER),)
    return tuple(Leg(leg.norm.norm(), leg.office) for leg in entry.whole.legs)


def _step(entry: StepEntry) -> StepRule:
    return StepRule(
        entry.code,
        entry.kind,
        entry.actor,
        entry.title.value(),
        entry.norm.norm(),
        entry.source.source(),
        entry.result.value() if entry.result else None,
        entry.hours_before_end,
    )


def _refusal(entry: RefusalEntry) -> RefusalRule:
    return RefusalRule(
        entry.title.value(),
        entry.grounds,
        entry.reason.value(),
        entry.incomplete_words.value(),
        entry.expired_words.value(),
        entry.norm.norm(),
        entry.source.source(),
        entry.after or "",
    )


def _hours(entry: HoursEntry) -> OfficeHours:
    return OfficeHours(_span(entry, entry.working), _span(entry, entry.reception))


def _span(entry: HoursEntry, span: SpanEntry) -> WorkingTime:
    order = list(Weekday)
    begins, ends = span.lunch_begins, span.lunch_ends
    lunch = (begins, ends) if begins is not None and ends is not None else None
    weekdays = tuple(sorted(order.index(day) for day in entry.weekdays))
    return WorkingTime(weekdays, span.opens, span.closes, lunch, entry.source.source())


def _result(entry: ResultEntry) -> ResultRule:
    return ResultRule(
        entry.granted.value(),
        entry.refused.value(),
        entry.granted_text.value(),
        entry.refused_text.value(),
        tuple((ground.code, ground.words.value(), ground.source.source()) for ground in entry.grounds),
        entry.source.source(),
        entry.refused_is,
    )


def _render_refusal(entry: RenderRefusalEntry) -> RenderRefusalRule:
    return RenderRefusalRule(
        entry.title.value(),
        entry.text.value(),
        tuple((ground.code, ground.words.value(), ground.source.source()) for ground in entry.grounds),
        entry.source.source(),
    )
