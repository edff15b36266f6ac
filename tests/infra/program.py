"""`python app.py`, with the settings that tests want."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import app as cdk_app

ROOT: Final = Path(cdk_app.__file__).resolve().parent


def run_app(outdir: Path, settings: Mapping[str, Any]) -> subprocess.CompletedProcess[str]:
    """Run the app with neither credentials, nor a way to the network, nor Docker, nor git.

    CDK's rules of CloudFormation, which take longer than all else, look at the `assembly` of the other tests.
    """
    environment = {"PATH": "/nonexistent", "HOME": os.environ["HOME"], "CDK_OUTDIR": str(outdir)}
    environment |= {"CDK_VALIDATION": "false", "CDK_CONTEXT_JSON": json.dumps({"tuneql": settings})}
    return subprocess.run(
        [sys.executable, ROOT / "app.py"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
