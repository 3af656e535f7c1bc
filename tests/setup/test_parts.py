"""Set-up brings each part once, again when its inputs change, and names what it cannot bring."""

import sys
from pathlib import Path

import pytest

from scripts.setup import parts
from scripts.setup.parts import MissingPartError, Part, fingerprint, run, telling_line


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stamps and log of the test's own."""
    monkeypatch.setattr(parts, "STAMPS", tmp_path / "stamps")
    monkeypatch.setattr(parts, "LOG", tmp_path / "setup.log")


def part(product: Path, inputs: str = "v1") -> Part:
    """A part that is one file, whose text counts how often it was brought."""

    def bring() -> None:
        product.write_text(product.read_text() + "x" if product.exists() else "x")

    return Part("Some part", inputs, (product,), bring)


def test_a_part_that_is_here_is_not_brought_again(tmp_path: Path) -> None:
    product = tmp_path / "product"
    assert part(product).ensure()
    assert not part(product).ensure()
    assert product.read_text() == "x"


def test_a_part_is_brought_again_when_its_inputs_change(tmp_path: Path) -> None:
    product = tmp_path / "product"
    part(product).ensure()
    assert part(product, "v2").ensure()
    assert product.read_text() == "xx"


def test_a_part_is_brought_again_when_somebody_removed_it(tmp_path: Path) -> None:
    product = tmp_path / "product"
    part(product).ensure()
    product.unlink()
    assert part(product).ensure()
    assert product.exists()


def test_a_part_whose_bringing_was_interrupted_does_not_count_as_here(tmp_path: Path) -> None:
    product = tmp_path / "product"
    part(product).ensure()

    def interrupted() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Part("Some part", "v2", (product,), interrupted).ensure()
    assert not part(product).is_here()
    assert not part(product, "v2").is_here()


def test_a_part_says_that_it_is_being_brought_and_how_long_it_took(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    part(tmp_path / "product").ensure()
    assert capsys.readouterr().out.splitlines() == ["set-up: Some part …", "set-up: Some part: 0.0 s"]


def test_a_fingerprint_changes_with_a_files_text_and_with_a_word(tmp_path: Path) -> None:
    pins = tmp_path / "requirements.txt"
    pins.write_text("qrcode==8.2\n")
    before = fingerprint([pins], "3.11")
    assert before == fingerprint([pins], "3.11")
    assert before != fingerprint([pins], "3.12")
    pins.write_text("qrcode==8.3\n")
    assert before != fingerprint([pins], "3.11")


def test_a_step_that_fails_is_named_with_its_own_error_and_the_mend() -> None:
    script = "print('Collecting qrcode'); print('ERROR: No matching distribution'); raise SystemExit(1)"
    with pytest.raises(
        MissingPartError, match=r"failed \(ERROR: No matching distribution\): check the index\. All it said"
    ):
        run([sys.executable, "-c", script], mend="check the index")


def test_a_program_that_is_not_there_is_named_with_the_mend() -> None:
    with pytest.raises(MissingPartError, match=r"`no-such-program` cannot be run .*: install it"):
        run(["no-such-program"], mend="install it")


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("npm warn old lockfile\nnpm error code E404\nnpm error 404 Not Found", "npm error code E404"),
        (
            "error during build:\n\x1b[31m[UNRESOLVED]\x1b[0m Cannot resolve a.ts.\n  at x",
            "[UNRESOLVED] Cannot resolve a.ts",
        ),
        ("⚠ no news, not a fatal error\nError: no route to host", "Error: no route to host"),
        ("Killed", "Killed"),
        ("", "it said nothing"),
    ],
)
def test_the_line_shown_of_a_failed_step_is_the_one_that_tells(said: str, line: str) -> None:
    assert telling_line(said) == line
