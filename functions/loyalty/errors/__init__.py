"""The tree of refusals: all ways in which the product says no, each with a stable code and the numbers of the case.

    Refusal                     status               codes
    ├── Unauthenticated         unauthenticated      sign-in-required, app-check-required, signature-invalid,
    │                                                address-not-verified, session-over
    ├── PermissionDenied        permission-denied    not-staff, staff-disabled, staff-not-at-location, own-account,
    │                                                role-not-allowed, second-person-required, not-your-account,
    │                                                signed-for-another-clinic, appointed-person,
    │                                                invite-for-another-address
    ├── InvalidArgument         invalid-argument     malformed-request, code-not-genuine, event-malformed,
    │                                                period-too-long, period-backwards, period-to-come,
    │                                                preview-not-needed
    ├── NotFound                not-found            call-not-found, clinic-not-found, location-not-found,
    │                                                account-not-found, visit-not-found, reward-not-found,
    │                                                entry-not-found, adjustment-not-found, receipt-not-found,
    │                                                appointment-not-found, plan-not-found, tier-not-found,
    │                                                lookup-not-found, membership-act-not-found,
    │                                                treatment-not-found, approval-not-found,
    │                                                release-not-found, version-not-found,
    │                                                preview-not-found, invite-not-found, offer-not-found
    ├── FailedPrecondition      failed-precondition  document-missing, document-invalid, location-inactive,
    │                                                account-inactive, account-already, code-expired,
    │                                                code-of-another-clinic,
    │                                                code-of-another-location, visit-at-another-location, visit-closed,
    │                                                below-minimum, not-an-increment, points-not-exact,
    │                                                insufficient-points, insufficient-wallet, debt-open,
    │                                                over-visit-cap, over-bill-share, redemption-not-combinable,
    │                                                confirmation-required,
    │                                                confirmation-declined, confirmation-lapsed, nothing-to-confirm,
    │                                                reward-not-offered, reward-out-of-stock, tier-required,
    │                                                price-changed,
    │                                                refund-exceeds-paid, not-refundable-as, purchase-closed,
    │                                                purchase-partly-refunded, purchase-at-another-location,
    │                                                void-too-late, reassign-paid-from-account, same-patient,
    │                                                banking-undo-over, banking-already-spent,
    │                                                banked-points-expired, banked-too-often, credit-spent,
    │                                                nothing-to-bank, cash-out-off,
    │                                                cash-out-too-much, cash-out-differs,
    │                                                last-day-on-paid-money,
    │                                                reason-not-listed, daily-cap-reached, adjustment-decided,
    │                                                not-expired, reissue-cap-reached,
    │                                                appointment-at-another-location, appointment-settled,
    │                                                nothing-proposed, proposal-changed, visit-out-of-reach, visit-over,
    │                                                membership-exists, no-membership, paid-too-far-ahead,
    │                                                membership-at-provider, membership-undo-over, not-the-latest-act,
    │                                                membership-act-elsewhere, subscription-differs,
    │                                                treatment-out-of-reach, treatment-withdrawn,
    │                                                rule-changed, rule-invalid, rule-questioned, preview-required,
    │                                                release-decided, effective-out-of-reach,
    │                                                day-out-of-reach, lookup-over, amount-unusual,
    │                                                beyond-bound, approval-decided, terms-changed,
    │                                                invite-over, download-over
    ├── AlreadyExists           already-exists       receipt-number-used, possible-duplicate, renewed-just-now,
    │                                                request-id-reused, code-already-used, staff-already
    ├── Aborted                 aborted              contention
    ├── ResourceExhausted       resource-exhausted   too-many-open-lots, too-many-proposals,
    │                                                too-many-lookups, too-many-calls
    └── Unavailable             unavailable          store-unavailable

A refusal writes nothing. Clients switch on `code`. `details` holds only JSON values, and no name that the caller may
not see. The statuses are those of the callable protocol: https://firebase.google.com/docs/reference/functions.
"""
