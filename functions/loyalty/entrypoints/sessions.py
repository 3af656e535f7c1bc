"""Sessions as Firebase Auth keeps them: the port `Sessions`."""

from __future__ import annotations

from loyalty.errors.base import StoreUnavailable


class FirebaseSessions:
    """See the protocol `Sessions`."""

    def end(self, uid: str) -> None:
        """See `Sessions`; a sign-in that is no longer there has no session."""
        from firebase_admin import auth, exceptions

        try:
            auth.revoke_refresh_tokens(uid)
        except auth.UserNotFoundError:
            return
        except exceptions.FirebaseError as error:
            raise StoreUnavailable from error
