"""Refusals of callers: not signed in, not staff, not allowed."""

from __future__ import annotations

from loyalty.errors.base import (
    AlreadyExists,
    FailedPrecondition,
    NotFound,
    PermissionDenied,
    ResourceExhausted,
    Unauthenticated,
)


class SignInRequired(Unauthenticated):
    """The call carries no valid ID token."""

    code, sentence = "sign-in-required", "Sign in first."


class AppCheckRequired(Unauthenticated):
    """The call carries an App Check token that is not valid; one without any is let in."""

    code, sentence = "app-check-required", "This call did not come from one of our apps."


class AddressNotVerified(Unauthenticated):
    """The caller signed in by a password for an address that is not shown to be theirs."""

    code, sentence = "address-not-verified", "Confirm your e-mail address first: open the link that was sent to it."


class SessionOver(Unauthenticated):
    """The caller's sessions were ended after this one began, here or on another device."""

    code, sentence = "session-over", "This sign-in has ended. Sign in again."


class SignatureInvalid(Unauthenticated):
    """The message is not signed by its sender, was signed too long ago, or is dated ahead."""

    code, sentence = "signature-invalid", "The signature does not fit the message."


class SignedForAnotherClinic(PermissionDenied):
    """The message is signed with a secret of another clinic than it is about."""

    code, sentence = "signed-for-another-clinic", "This signature is not one of clinic {clinic_id}."


class NotStaff(PermissionDenied):
    """The caller has no staff document at this clinic."""

    code, sentence = "not-staff", "You are not on the staff of this clinic."


class StaffDisabled(PermissionDenied):
    """The caller's staff document is not active."""

    code, sentence = "staff-disabled", "Your staff access is switched off. Ask a manager."


class StaffNotAtLocation(PermissionDenied):
    """The caller's staff document does not name this location."""

    code, sentence = "staff-not-at-location", "You do not work at location {location_id}."


class RoleNotAllowed(PermissionDenied):
    """The caller's role may not do this; `role` is theirs."""

    code, sentence = "role-not-allowed", "A {role} may not do this."


class OwnAccount(PermissionDenied):
    """The account is the caller's own: nobody credits or checks in themselves."""

    code, sentence = "own-account", "A colleague must do this for your own account."


class NotYourAccount(PermissionDenied):
    """The caller is neither the patient nor on the staff of that location."""

    code, sentence = "not-your-account", "This is not your account."


class SecondPersonRequired(PermissionDenied):
    """The caller asked for this, so another person must decide."""

    code, sentence = "second-person-required", "Somebody else must decide on this."


class AppointedPerson(PermissionDenied):
    """One of the two appointed the other, so they are no second person for each other."""

    code, sentence = "appointed-person", "Who appointed a person cannot decide on what they ask, nor they on theirs."


class InviteNotFound(NotFound):
    """The clinic has no such invite."""

    code, sentence = "invite-not-found", "There is no such invite."


class InviteForAnotherAddress(PermissionDenied):
    """The invite is for another address than the one that the caller's sign-in proves."""

    code, sentence = "invite-for-another-address", "This invite is for another e-mail address than yours."


class InviteOver(FailedPrecondition):
    """The invite cannot be used any more: `state` is `accepted`, `withdrawn`, `expired`, or `void` where who invited
    may not appoint any more.
    """

    code, sentence = "invite-over", "This invite is {state}. Ask for a new one."


class StaffAlready(AlreadyExists):
    """The caller has a staff document at this clinic: who manages it changes that one."""

    code, sentence = "staff-already", "You are on the staff of this clinic already, or were."


class TooManyCalls(ResourceExhausted):
    """The caller asks faster than any desk or phone does; the same request is answered in `retry_after_seconds`."""

    code, sentence = "too-many-calls", "Too many calls at once. Ask again in {retry_after_seconds} seconds."
