"""Everything that the script raises on purpose.

* TrainingError: exit 1
  * InvalidSettings, InvalidData: what the user gave breaks a rule; exit 2
  * Diverged: the loss is no longer a number
  * ExportFailed: the saved model is not the trained one, or not what Custom Model Import takes
  * Interrupted: asked to stop (SIGTERM), with a checkpoint written; exit 143, as the shell counts it
"""


class TrainingError(Exception):
    """The root of the tree; its message says what happened and what to do."""

    exit_code = 1


class InvalidSettings(TrainingError):
    """A setting that breaks a rule."""

    exit_code = 2


class InvalidData(TrainingError):
    """A training or validation file that holds something else."""

    exit_code = 2


class Diverged(TrainingError):
    """The loss is no longer a finite number."""


class ExportFailed(TrainingError):
    """The saved folder is not what it must be."""


class Interrupted(TrainingError):
    """Stopped by SIGTERM after writing a checkpoint; the same command goes on from there."""

    exit_code = 143
