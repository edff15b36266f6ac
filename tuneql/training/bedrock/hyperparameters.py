"""The hyperparameters of Bedrock's model customization, with their ranges."""

from typing import Annotated

from pydantic import BaseModel, Field

from tuneql.limits import EPOCHS, LEARNING_RATE, LEARNING_RATE_WARMUP_STEPS, Range


def _ranged(limits: Range) -> object:
    return Field(ge=limits.low, le=limits.high)


class BedrockHyperparameters(BaseModel, extra="forbid", frozen=True):
    """The hyperparameters that Bedrock offers for Nova Micro; its batch size is fixed at 1.

    The defaults are those of the AWS post on Nova Micro text-to-SQL.
    """

    epochs: Annotated[int, _ranged(EPOCHS)] = 5
    learning_rate: Annotated[float, _ranged(LEARNING_RATE)] = 1e-5
    learning_rate_warmup_steps: Annotated[int, _ranged(LEARNING_RATE_WARMUP_STEPS)] = 10

    def as_bedrock(self) -> dict[str, str]:
        """In the form of CreateModelCustomizationJob: every value a string, without exponents.

        Example:
            >>> BedrockHyperparameters(learning_rate=1e-5).as_bedrock()["learningRate"]
            '0.00001'
        """
        return {
            "epochCount": str(self.epochs),
            "learningRate": f"{self.learning_rate:.10f}".rstrip("0"),
            "learningRateWarmupSteps": str(self.learning_rate_warmup_steps),
        }
