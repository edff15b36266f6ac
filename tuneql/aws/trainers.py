"""The trainers on boto3."""

from tuneql.aws.clients import patient_client
from tuneql.aws.customization import BedrockCustomization
from tuneql.aws.training_jobs import SageMakerJobs
from tuneql.ports import Objects
from tuneql.workflow.run import Method
from tuneql.workflow.trainers import BedrockTrainer, NovaTrainer, Trainer


def trainer_of(method: Method, objects: Objects, *, role_arn: str = "") -> Trainer:
    """The trainer that a run names; only its own client is made.

    Args:
        method: the run's.
        objects: where datasets, recipes and results are.
        role_arn: that the trainer assumes; needed to start a job, and by nobody who only looks or stops.
    """
    if method == "sagemaker-nova":
        return NovaTrainer(jobs=SageMakerJobs(patient_client("sagemaker")), objects=objects, role_arn=role_arn)
    return BedrockTrainer(jobs=BedrockCustomization(patient_client("bedrock")), objects=objects, role_arn=role_arn)
