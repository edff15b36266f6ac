"""Options that several commands have, in the same words."""

from typing import Annotated

import typer

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
Dialect = Annotated[str, typer.Option(help="The dialect of SQL that names none.")]
EverySeconds = Annotated[float, typer.Option(min=0.2, help="How often to look at the deployment.")]
FaultNames = Annotated[list[str] | None, typer.Option(help="Make something go wrong, by name; may be repeated.")]
MethodName = Annotated[str, typer.Option(help="The trainer: bedrock, sagemaker-nova or sagemaker-open-weights.")]
