"""All errors that the script raises on purpose.

* TrainingError: exit 1
  * InvalidSettings, InvalidData: the user's input breaks a rule; exit 2
  * Diverged: the loss is no longer a number
  * ExportFailed: the saved model differs from the trained one, or Custom Model Import does not accept it
  * Interrupted: stopped by SIGTERM, after a checkpoint was written; exit 143, as shells report it
"""


class TrainingError(Exception):
    """The root of the tree; the message tells what happened and what to do."""

    exit_code = 1


class InvalidSettings(TrainingError):
    """A setting that breaks a rule."""

    exit_code = 2


class InvalidData(TrainingError):
    """A training or validation file that contains something else."""

    exit_code = 2


class Diverged(TrainingError):
    """The loss is no longer a finite number."""


class ExportFailed(TrainingError):
    """The saved folder is not as it must be."""


class Interrupted(TrainingError):
    """Stopped by SIGTERM after writing a checkpoint; the same command continues from there."""

    exit_code = 143
