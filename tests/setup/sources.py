"""Source files and folders of the house, as git knows them."""

import subprocess
from pathlib import Path

from scripts import ROOT

CODE = {".py", ".ts", ".mjs", ".cjs"}


def tracked_files(*patterns: str) -> list[Path]:
    """Files that git knows, or would if they were added, by pattern."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / line for line in listed.splitlines() if (ROOT / line).is_file()]


def source_folders(root: str) -> set[str]:
    """Folders with source files in them, or in folders of theirs, below a root."""
    files = [path.relative_to(ROOT) for path in tracked_files(root) if path.suffix in CODE]
    below = {str(parent) for path in files for parent in path.parents}
    return {folder for folder in below if folder.startswith(f"{root}/")}
