"""A draft's fingerprint: one for one rule, base and content, however the content is written down."""

from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from loyalty.domain.program.drafts import fingerprint_of

CONTENT = {"rate_bp": 1200, "minor_per_point": 1, "eligible_tenders": ["cash"]}
values = st.integers() | st.text() | st.booleans() | st.none()
contents = st.dictionaries(st.text(max_size=8), values | st.lists(values, max_size=3), max_size=6)


def test_a_fingerprint_is_the_digest_of_canonical_json() -> None:
    text = '["earning",3,{"eligible_tenders":["cash"],"minor_per_point":1,"rate_bp":1200}]'
    assert fingerprint_of("earning", 3, CONTENT) == hashlib.sha256(text.encode()).hexdigest()


@given(contents)
def test_the_order_of_fields_changes_no_fingerprint(content: dict[str, object]) -> None:
    assert fingerprint_of("earning", 1, content) == fingerprint_of("earning", 1, dict(reversed(content.items())))


@given(contents, contents)
def test_other_content_another_base_or_another_rule_has_another_fingerprint(
    content: dict[str, object], other: dict[str, object]
) -> None:
    known = fingerprint_of("earning", 1, content)
    assert known not in (fingerprint_of("earning", 2, content), fingerprint_of("expiry", 1, content))
    same = repr(sorted(content.items(), key=str)) == repr(sorted(other.items(), key=str))
    assert (known == fingerprint_of("earning", 1, other)) == same
