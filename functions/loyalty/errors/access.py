"""Who may not: callers who are not signed in, not staff, not allowed."""

from __future__ import annotations

from loyalty.errors.base import PermissionDenied, Unauthenticated


class SignInRequired(Unauthenticated):
    """The call carries no valid ID token."""

    code, sentence = "sign-in-required", "Sign in first."


class AppCheckRequired(Unauthenticated):
    """The call carries no valid App Check token, and this project demands one."""

    code, sentence = "app-check-required", "This call did not come from one of our apps."


class NotStaff(PermissionDenied):
    """There is no staff document for the caller at this clinic."""

    code, sentence = "not-staff", "You are not on the staff of this clinic."


class StaffDisabled(PermissionDenied):
    """The caller's staff document is not active."""

    code, sentence = "staff-disabled", "Your staff access is switched off. Ask a manager."


class StaffNotAtLocation(PermissionDenied):
    """The caller's staff document does not name this location."""

    code, sentence = "staff-not-at-location", "You do not work at location {location_id}."


class OwnAccount(PermissionDenied):
    """Nobody credits or checks in themselves."""

    code, sentence = "own-account", "A colleague must do this for your own account."


class RoleNotAllowed(PermissionDenied):
    """The caller's role may not do this; `role` is theirs."""

    code, sentence = "role-not-allowed", "A {role} may not do this."


class SecondPersonRequired(PermissionDenied):
    """Whoever asked for an adjustment does not approve it."""

    code, sentence = "second-person-required", "Somebody else must decide on this."


class NotYourAccount(PermissionDenied):
    """The caller is neither the patient nor on the staff where it happened."""

    code, sentence = "not-your-account", "This is not your account."
