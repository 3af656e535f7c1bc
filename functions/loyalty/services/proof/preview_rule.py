"""Previews: a rule's draft played over the past, with the proof that the past itself comes out as it was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from typing import Annotated, Any, Protocol

from annotated_types import Ge, Le

from loyalty.domain.bounds import Check, Id, RequestId
from loyalty.domain.documents import Decision, Put, Snapshots, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ports import PastLedgers
from loyalty.domain.program.clinic import Clinic
from loyalty.domain.program.drafts import PREVIEWED, fingerprint_of
from loyalty.domain.program.rules import ExpiryRule
from loyalty.domain.proof.previews import (
    KEPT_FOR,
    MOST_ENTRIES,
    PREVIEW_DAYS,
    Assumption,
    Figures,
    Preview,
    PreviewPhase,
    PreviewResult,
    PreviewState,
    is_enough,
)
from loyalty.domain.proof.replaying.comparing import Window, worths_of
from loyalty.domain.proof.replaying.rulebook import Draft, Rulebook
from loyalty.domain.proof.replaying.state import Setting
from loyalty.domain.proof.replaying.tallying import Outcome, compared
from loyalty.errors.base import Refusal
from loyalty.errors.program import RuleChanged
from loyalty.errors.proof import PreviewNotFound, PreviewNotNeeded
from loyalty.services.preconditions import Caller, require_clinic, require_manager
from loyalty.services.proof.compare import Compared, compare
from loyalty.services.proof.previewing import PreviewCanceled, PreviewDesk, Ticks
from loyalty.services.proof.rulebooks import read_rulebook

# A run that has said nothing for so long has died: the same preview may be asked for again.
DEAD_AFTER = timedelta(seconds=60)
# A draft of these touches patients who did nothing in the window: their tier, or what they hold is worth.
_TOUCH_EVERYBODY = frozenset({"tiers", "memberships", "redemption", "banking"})
DAYS_OF_MONTH = 31


def _one_of(days: int) -> int:
    if days not in PREVIEW_DAYS:
        raise ValueError(f"a preview looks back {', '.join(map(str, PREVIEW_DAYS))} days")
    return days


@dataclass(frozen=True, slots=True)
class PreviewRule:
    """A draft to preview: its rule, the live version that it was made from, 0 if none is live, and its content.

    It is played over the last 30, 90 or 365 days.
    """

    request_id: RequestId
    clinic_id: Id
    rule: Id
    base_version: Annotated[int, Ge(0), Le(1_000_000)]
    content: Mapping[str, Any]
    days: Annotated[int, Check(_one_of)] = 90


@dataclass(frozen=True, slots=True)
class CancelPreview:
    """A running preview to cancel."""

    clinic_id: Id
    preview_id: Id


@dataclass(frozen=True, slots=True)
class PreviewAsked:
    """A preview and its state; its document says the rest."""

    preview_id: str
    state: PreviewState


class ReadRule(Protocol):
    """Reads a rule's content as the rule that it would be."""

    def __call__(self, rule: str, version: int, content: Mapping[str, Any]) -> Any:  # noqa: ANN401 - any rule
        """The value of the rule. Raises DocumentInvalid."""


def preview_rule(
    store: Store, body: PreviewRule, caller: Caller, past: PastLedgers, read_rule: ReadRule, ticks: Ticks
) -> PreviewAsked:
    """Play a draft over the past, and keep the outcome in a document that the page listens to while this runs.

    The same draft over the same days answers from the preview of the day, also while another call runs it; one that
    was canceled, failed or died is run again. Above 200,000 entries, those before the window too, it ends `too-large`:
    the command does it.

    Refuses a person who does not manage the clinic, PreviewNotNeeded for a rule that changes nothing of the past,
    RuleChanged where another version is live than the one that the draft was made from, DocumentInvalid for content
    that cannot be live.
    """
    begun = begin_preview(store, body, caller, read_rule, partial(_require_manager, body, caller))
    if isinstance(begun, PreviewAsked):
        return begun
    desk = PreviewDesk(store, ClinicKeys(body.clinic_id), begun.preview_id, begun.preview, ticks)
    return PreviewAsked(begun.preview_id, run_preview(store, desk, past, begun, MOST_ENTRIES))


def _require_manager(body: PreviewRule, caller: Caller, docs: Snapshots) -> None:
    require_manager(docs, ClinicKeys(body.clinic_id), caller.uid)


@dataclass(frozen=True, slots=True)
class Begun:
    """A preview that has begun: its id and document, the clinic, and the draft."""

    preview_id: str
    preview: Preview
    clinic: Clinic
    draft: Draft


def begin_preview(
    store: Store,
    body: PreviewRule,
    caller: Caller,
    read_rule: ReadRule,
    require: Callable[[Snapshots], object] = lambda _: None,
) -> Begun | PreviewAsked:
    """Write the document of a preview that runs now, or answer from the one that there is.

    `require` refuses a caller who may not. Refuses what `preview_rule` does besides.
    """
    keys = ClinicKeys(body.clinic_id)
    live_at = keys.published_rule(body.rule)

    def decide(docs: Snapshots) -> Decision[Clinic]:
        require(docs)
        if body.rule not in PREVIEWED:
            raise PreviewNotNeeded(rule=body.rule)
        live = docs.get(live_at)
        live_version = live.version if live else 0
        if live_version != body.base_version:
            raise RuleChanged(rule=body.rule, live_version=live_version)
        return Decision(require_clinic(docs, keys))

    clinic = store.transact((keys.clinic, keys.staff(caller.uid), live_at), decide)
    draft = Draft(body.rule, read_rule(body.rule, body.base_version + 1, body.content))
    fingerprint = fingerprint_of(body.rule, body.base_version, body.content)
    preview_id = preview_id_of(body, fingerprint, clinic.today(caller.now))
    begun = _begin(store, keys, preview_id, _preview_of(body, clinic, fingerprint, draft, caller))
    return begun if isinstance(begun, PreviewAsked) else Begun(preview_id, begun, clinic, draft)


def preview_id_of(body: PreviewRule, fingerprint: str, today: date) -> str:
    """The id of a preview: one for a draft, a number of days and a business date."""
    return f"{body.rule.replace('_', '-')}-{fingerprint[:32]}-{body.days}-{today.isoformat()}"


def _preview_of(body: PreviewRule, clinic: Clinic, fingerprint: str, draft: Draft, caller: Caller) -> Preview:
    today = clinic.today(caller.now)
    back = body.days - 1 + (_life_days(draft.value) if isinstance(draft.value, ExpiryRule) else 0)
    return Preview(
        clinic_id=body.clinic_id,
        rule=body.rule,
        base_version=body.base_version,
        fingerprint=fingerprint,
        days=body.days,
        from_on=today - timedelta(days=back),
        to_on=today,
        asked_by=caller.uid,
        asked_at=caller.now,
        ends_at=caller.now + KEPT_FOR,
        told_at=caller.now,
    )


def _life_days(rule: ExpiryRule) -> int:
    """The days that points live at most by a rule, so that a window sees what it does at their end."""
    return rule.life_count * (DAYS_OF_MONTH if rule.life_unit == "months" else 1) + rule.grace_days


def _begin(store: Store, keys: ClinicKeys, preview_id: str, preview: Preview) -> Preview | PreviewAsked:
    """Begin the preview, or answer from the one that there is."""
    at = keys.preview(preview_id)

    def decide(docs: Snapshots) -> Decision[Preview | PreviewAsked]:
        known = docs.get(at)
        if known is not None and _stands(known, preview):
            return Decision(PreviewAsked(preview_id, known.state))
        return Decision(preview, (Put(at, preview),))

    return store.transact((at,), decide)


def _stands(known: Preview, asked: Preview) -> bool:
    """True for a preview that is done, or that somebody runs."""
    is_alive = known.told_at is not None and asked.asked_at - known.told_at < DEAD_AFTER
    return known.state in ("done", "too-large") or (known.state == "running" and is_alive and not known.is_cancel_asked)


def cancel_preview(store: Store, body: CancelPreview, caller: Caller) -> PreviewAsked:
    """Ask a running preview to end; it does within a second or two. One that has ended stays as it is.

    Refuses a person who does not manage the clinic, PreviewNotFound.
    """
    keys = ClinicKeys(body.clinic_id)
    at = keys.preview(body.preview_id)

    def decide(docs: Snapshots) -> Decision[PreviewAsked]:
        require_manager(docs, keys, caller.uid)
        preview = docs.get(at)
        if preview is None:
            raise PreviewNotFound
        asked = (Put(at, replace(preview, is_cancel_asked=True)),) if preview.state == "running" else ()
        return Decision(PreviewAsked(body.preview_id, preview.state), asked)

    return store.transact((keys.staff(caller.uid), at), decide)


def run_preview(
    store: Store, desk: PreviewDesk, past: PastLedgers, begun: Begun, most_entries: int | None
) -> PreviewState:
    """Run a preview that has begun, and write its end; above `most_entries` it ends `too-large`. None is no bound.

    Raises what is no refusal, after it is written as failed.
    """
    try:
        first = past.first_business_date(desk.preview.clinic_id)
        from_first = min(date.fromisoformat(first), desk.preview.from_on) if first else desk.preview.from_on
        if most_entries is not None and past.count_entries(desk.preview.clinic_id, from_first) > most_entries:
            desk.end("too-large")
            return "too-large"
        rules = read_rulebook(store, ClinicKeys(desk.preview.clinic_id))
        result = _play(desk, past, begun, rules, from_first)
    except PreviewCanceled:
        desk.end("canceled")
        return "canceled"
    except Refusal as refusal:
        desk.end("failed", failed_with=refusal.code)
        return "failed"
    except Exception:
        desk.end("failed", failed_with="internal")
        raise
    desk.end("done", result)
    return "done"


def _play(desk: PreviewDesk, past: PastLedgers, begun: Begun, rules: Rulebook, from_first: date) -> PreviewResult:
    preview, clinic, draft = desk.preview, begun.clinic, begun.draft
    of_patient = _read(desk, past, from_first)
    setting = Setting(clinic.currency, clinic.time_zone, past.rewards(preview.clinic_id))
    window = Window(preview.from_on, desk.now(), preview.to_on, rules, rules.with_draft(draft), setting)
    it = Compared(preview.clinic_id, window, of_patient, draft.rule in _TOUCH_EVERYBODY)
    outcome = compare(past, it, _watch(desk, "checking", of_patient.total()))
    has_older = from_first < preview.from_on or draft.rule != "expiry"
    return _result_of(desk, outcome, window, has_older=has_older)


def _read(desk: PreviewDesk, past: PastLedgers, from_on: date) -> Counter[str]:
    """Read all entries; return how many each patient has."""
    clinic_id = desk.preview.clinic_id
    of_patient, total = Counter[str](), past.count_entries(clinic_id, from_on)
    watch = _watch(desk, "reading", total)
    watch(0)
    for patient_id in past.read(clinic_id, from_on):
        of_patient[patient_id] += 1
        watch(1)
    return of_patient


def _watch(desk: PreviewDesk, phase: PreviewPhase, total: int) -> Callable[[int], None]:
    done = 0

    def watch(more: int) -> None:
        nonlocal done
        done += more
        desk.tell(phase, done, total)

    return watch


def _result_of(desk: PreviewDesk, outcome: Outcome, window: Window, *, has_older: bool) -> PreviewResult:
    worths, advises = worths_of(window), is_enough(outcome.entries, outcome.reproduced)
    proof = PreviewResult(
        entries=outcome.entries,
        reproduced=outcome.reproduced,
        mismatched=tuple(outcome.mismatched),
        advises=advises,
        before=outcome.before.figures(worths[0]),
        after=Figures(),
    )
    if not advises:
        return proof
    return replace(
        proof,
        after=outcome.after.figures(worths[1]),
        not_possible=len(outcome.refused),
        not_possible_by_code=dict(sorted(Counter(act.code for act in outcome.refused).items())),
        asked_first=outcome.asked_first,
        patients=outcome.touched(),
        by_tier=compared(outcome.by_tier),
        by_location=compared(outcome.by_location),
        by_tender=compared(outcome.by_tender),
        most=outcome.most(),
        pages=desk.put_pages(outcome.pages()),
        assumes=_assumes(outcome, window, has_older=has_older),
    )


def _assumes(outcome: Outcome, window: Window, *, has_older: bool) -> tuple[Assumption, ...]:
    said: list[Assumption] = ["same-visits", "same-points"]
    if outcome.asked_first:
        said.append("yes-given")
    reminders = window.before.at("reminders", window.until)
    if reminders is not None and reminders.extension_days is not None:
        said.append("same-notices")
    if not has_older:
        said.append("no-older-lots")
    return tuple(said)
