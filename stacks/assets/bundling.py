"""Has CDK put the code of the Lambda functions into its assets."""

from pathlib import Path
from typing import Any

import aws_cdk as cdk
import jsii
from aws_cdk import aws_lambda as lambda_

from stacks.assets.contents import contents, write
from stacks.assets.wheels import ROOT


@jsii.implements(cdk.ILocalBundling)
class _Bundler:
    """Writes an asset; CDK calls it instead of Docker."""

    def __init__(self, asset: str) -> None:
        self._asset = asset

    def try_bundle(self, output_dir: str, *_: Any, **__: Any) -> bool:
        """Write the asset; a failure raises, since False would make CDK try Docker."""
        write(contents(self._asset), Path(output_dir))
        return True


def python_code(asset: str) -> lambda_.Code:
    """The code of an asset, `workflow` or `api`.

    The hash is that of the output: with CDK's default, the hash of the source folder alone, a change in `tuneql/` would
    leave the old code deployed.
    """
    return lambda_.Code.from_asset(
        str(ROOT / "lambdas"),
        asset_hash_type=cdk.AssetHashType.OUTPUT,
        bundling=cdk.BundlingOptions(
            image=cdk.DockerImage.from_registry("unused"),
            command=[asset],  # by this, not by `local`, CDK tells bundles of one folder apart
            local=_Bundler(asset),
        ),
    )
