"""Makes the trainers on boto3."""

from typing import Any

from tuneql.aws.clients import patient_client
from tuneql.aws.customization import BedrockCustomization, BedrockModels, ImportedModels
from tuneql.aws.training_jobs import SageMakerJobs
from tuneql.ports import CustomModels, Objects
from tuneql.training.open_weights.script import script_files
from tuneql.workflow.run_record import Method
from tuneql.workflow.trainers import BedrockTrainer, NovaTrainer, OpenWeightsTrainer, Trainer


def trainer_of(method: Method, objects: Objects, *, role_arn: str = "") -> Trainer:
    """The trainer of a method; only its own client is made.

    Args:
        method: the run's.
        objects: where datasets, recipes and results are.
        role_arn: for the trainer to assume; only needed to start a job.
    """
    if method == "bedrock":
        return BedrockTrainer(jobs=BedrockCustomization(patient_client("bedrock")), objects=objects, role_arn=role_arn)
    jobs = SageMakerJobs(patient_client("sagemaker"))
    if method == "sagemaker-nova":
        return NovaTrainer(jobs=jobs, objects=objects, role_arn=role_arn)
    return OpenWeightsTrainer(jobs=jobs, objects=objects, role_arn=role_arn, code=script_files())


def models_of(method: Method, client: Any) -> CustomModels:
    """The kind of models in Bedrock that a method makes.

    Args:
        method: the run's.
        client: a boto3 `bedrock` client.
    """
    return ImportedModels(client) if method == "sagemaker-open-weights" else BedrockModels(client)
