"""The app's sources with a prompt, a handler and a state of the machine changed."""

import shutil
from pathlib import Path
from typing import Final

from local.synth import ROOT

# By file: what is there once, and what takes its place in the changed app.
CHANGES: Final = (
    ("tuneql/prompt.py", "nothing else. Tables (", "nothing more. Tables ("),
    ("lambdas/preflight/handler.py", "    estimate =", '    raise RuntimeError("the tide is out")\n    estimate ='),
    # Not the last state: an execution that ends in another than "Failed" is looked after once more, and told of twice.
    ("stacks/constructs/workflow_states.py", '"NotifyFailure"', '"NotifyOnPurpose"'),
)


def changed_sources(root: Path) -> Path:
    """Copy the sources to a folder, and change them there; returns the folder."""
    for name in ("stacks", "lambdas", "tuneql", "dialects"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("app.py", "cdk.json"):
        shutil.copy(ROOT / name, root)
    (root / "build").symlink_to(ROOT / "build")  # the wheels
    for path, old, new in CHANGES:
        text = (root / path).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{path} holds {old!r} {text.count(old)} times"
        (root / path).write_text(text.replace(old, new), encoding="utf-8")
    return root
