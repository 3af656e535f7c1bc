"""Refusals of callers: not signed in, not staff, not allowed."""

from __future__ import annotations

from loyalty.errors.base import PermissionDenied, Unauthenticated


class SignInRequired(Unauthenticated):
    """The call carries no valid ID token."""

    code, sentence = "sign-in-required", "Sign in first."


class AppCheckRequired(Unauthenticated):
    """The call carries no valid App Check token, and this project demands one."""

    code, sentence = "app-check-required", "This call did not come from one of our apps."


class SignatureInvalid(Unauthenticated):
    """The message is not signed by whom it says, or too long ago."""

    code, sentence = "signature-invalid", "The signature does not fit the message."


class NotStaff(PermissionDenied):
    """There is no staff document for the caller at this clinic."""

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
    """Nobody credits or checks in themselves."""

    code, sentence = "own-account", "A colleague must do this for your own account."


class NotYourAccount(PermissionDenied):
    """The caller is neither the patient nor on the staff where it happened."""

    code, sentence = "not-your-account", "This is not your account."


class SecondPersonRequired(PermissionDenied):
    """Whoever asked for an adjustment does not approve it."""

    code, sentence = "second-person-required", "Somebody else must decide on this."
