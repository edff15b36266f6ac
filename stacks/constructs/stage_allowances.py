"""What each stage of the workflow may do: exactly the calls that it makes."""

from dataclasses import dataclass
from typing import Final

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_sns as sns
from aws_cdk import aws_ssm as ssm

from stacks.constructs import allowances as may
from stacks.constructs.allowances import RUNS_PREFIX as RUNS
from stacks.constructs.allowances import Allowance

# Bedrock's resource types, as in ARNs.
JOB: Final = "model-customization-job"
MODEL: Final = "custom-model"
DEPLOYMENT: Final = "custom-model-deployment"
IMPORT: Final = "model-import-job"
IMPORTED: Final = "imported-model"


@dataclass(frozen=True, kw_only=True)
class Resources:
    """What the stages work with.

    Attributes:
        stack: the stages' stack, for its account and Region.
        settings: the defaults of runs, as JSON.
        output_key: the ARN of the KMS key for what SageMaker writes; None for the bucket's own.
        model_key: that of the models in Bedrock; None for AWS's own.
    """

    stack: cdk.Stack
    corpus: s3.IBucket
    runs: s3.IBucket
    champion: ssm.IStringParameter
    customization_role: iam.IRole
    training_role: iam.IRole
    import_role: iam.IRole
    topic: sns.ITopic
    base_model_id: str
    base_inference_id: str
    judge_model_id: str | None
    detect_personal_data: bool
    settings: str
    output_key: str | None
    model_key: str | None


def plan(r: Resources) -> tuple[Allowance, ...]:
    """Look at the corpus and its schemas, write the manifest of shards, read the champion."""
    return (
        may.list_objects(r.corpus, ""),
        may.read_objects(r.corpus),
        may.write_objects(r.runs, RUNS),
        may.parameter(r.champion, "GetParameter"),
    )


def prepare_shard(r: Resources) -> tuple[Allowance, ...]:
    """Read a piece of the corpus, write its rows; if the deployment allows it, detect personal data."""
    asking = (may.detect_personal_data(),) if r.detect_personal_data else ()
    schemas = may.read_objects(r.runs, f"{RUNS}*/work/")
    return may.read_objects(r.corpus), schemas, may.write_objects(r.runs, RUNS), *asking


def read_run(r: Resources) -> tuple[Allowance, ...]:
    """Find and read what earlier stages of the run wrote."""
    return may.list_objects(r.runs, RUNS), may.read_objects(r.runs, RUNS), *may.use_key(r.output_key, "Decrypt")


def read_and_write_run(r: Resources) -> tuple[Allowance, ...]:
    """Read what earlier stages of the run wrote, and write next to it."""
    return *read_run(r), may.write_objects(r.runs, RUNS)


def assemble_dataset(r: Resources) -> tuple[Allowance, ...]:
    """Read what the shards wrote, and the databases on which answers contradict each other; write the dataset."""
    return *read_and_write_run(r), may.read_objects(r.corpus)


def preflight(r: Resources) -> tuple[Allowance, ...]:
    """Look whether the databases are there, and at the quota of instances; write the estimate."""
    return (
        may.write_objects(r.runs, RUNS),
        may.read_objects(r.corpus),
        may.look_at_quotas(),
    )


def start_training(r: Resources) -> tuple[Allowance, ...]:
    """Create and tag the job, and its model; hand Bedrock or SageMaker its role; write SageMaker's recipe or script."""
    return (
        may.training_jobs(r.stack, "CreateTrainingJob", "AddTags"),
        may.pass_role(r.training_role, "sagemaker.amazonaws.com"),
        may.write_objects(r.runs, f"{RUNS}*/training/"),
        may.bedrock(r.stack, ("CreateModelCustomizationJob", "TagResource"), JOB, MODEL),
        may.foundation_model(r.stack, "CreateModelCustomizationJob", r.base_model_id),
        may.pass_role(r.customization_role, "bedrock.amazonaws.com"),
        *may.encrypt_models(r.stack, r.model_key),
    )


def check_training(r: Resources) -> tuple[Allowance, ...]:
    """Look at the job; read the files that it wrote, and sum them up next to them."""
    return (
        may.bedrock(r.stack, ("GetModelCustomizationJob",), JOB),
        may.training_jobs(r.stack, "DescribeTrainingJob"),
        *read_and_write_run(r),
    )


def import_model(r: Resources) -> tuple[Allowance, ...]:
    """Create and tag a custom or an imported model; hand Bedrock the role that reads the checkpoint."""
    return (
        may.bedrock(r.stack, ("CreateCustomModel", "TagResource"), MODEL),
        may.import_models(),
        may.bedrock(r.stack, ("TagResource",), IMPORT, IMPORTED),
        may.pass_role(r.import_role, "bedrock.amazonaws.com"),
        *may.encrypt_models(r.stack, r.model_key),
    )


def check_model(r: Resources) -> tuple[Allowance, ...]:
    """Look at a custom or an imported model."""
    return may.bedrock(r.stack, ("GetCustomModel",), MODEL), *look_at_import(r)


def look_at_import(r: Resources) -> tuple[Allowance, ...]:
    """Look at a model import and its model."""
    return (
        may.bedrock(r.stack, ("GetModelImportJob",), IMPORT),
        may.bedrock(r.stack, ("GetImportedModel",), IMPORTED),
    )


def create_deployment(r: Resources) -> tuple[Allowance, ...]:
    """Create and tag a deployment of a custom model."""
    return (
        may.bedrock(r.stack, ("CreateCustomModelDeployment",), MODEL),
        may.bedrock(r.stack, ("TagResource",), DEPLOYMENT),
    )


def check_deployment(r: Resources) -> tuple[Allowance, ...]:
    """Look at a deployment."""
    return (may.bedrock(r.stack, ("GetCustomModelDeployment",), DEPLOYMENT),)


def ask_deployment(r: Resources) -> tuple[Allowance, ...]:
    """Converse with a deployment or an imported model; Converse is authorised as InvokeModel."""
    asking = may.bedrock(r.stack, ("InvokeModel",), DEPLOYMENT, IMPORTED)
    return asking, *may.ask_encrypted_models(r.stack, r.model_key)


def stream_custom(r: Resources) -> tuple[Allowance, ...]:
    """ConverseStream with a deployment or an imported model; InvokeModel for models that Converse does not serve."""
    return (
        may.bedrock(r.stack, ("InvokeModelWithResponseStream",), DEPLOYMENT, IMPORTED),
        may.bedrock(r.stack, ("InvokeModel",), IMPORTED),
        *may.ask_encrypted_models(r.stack, r.model_key),
    )


def measure_latency(r: Resources) -> tuple[Allowance, ...]:
    """ConverseStream with candidate, base and champion; read questions, write latencies."""
    return (
        *stream_custom(r),
        may.foundation_model(r.stack, "InvokeModelWithResponseStream", r.base_inference_id),
        may.read_objects(r.runs, RUNS),
        may.write_objects(r.runs, RUNS),
    )


def evaluate_shard(r: Resources) -> tuple[Allowance, ...]:
    """Converse with candidate, base and judge; read questions and databases, write scores."""
    return (
        *ask_deployment(r),
        may.foundation_model(r.stack, "InvokeModel", r.base_inference_id),
        *(() if r.judge_model_id is None else (may.foundation_model(r.stack, "InvokeModel", r.judge_model_id),)),
        may.read_objects(r.corpus),
        may.read_objects(r.runs, RUNS),
        may.write_objects(r.runs, RUNS),
    )


def gate(r: Resources) -> tuple[Allowance, ...]:
    """Read the scores, write the decision."""
    return may.read_objects(r.runs, RUNS), may.write_objects(r.runs, RUNS)


def update_deployment(r: Resources) -> Allowance:
    """Swap the model behind a deployment; AWS checks both."""
    return may.bedrock(r.stack, ("UpdateCustomModelDeployment",), DEPLOYMENT, MODEL)


def promote(r: Resources) -> tuple[Allowance, ...]:
    """Create or update the champion; record what changes, so that it can be undone."""
    return (
        *create_deployment(r),
        *check_deployment(r),
        update_deployment(r),
        may.parameter(r.champion, "GetParameter"),
        *read_and_write_run(r),
    )


def compare_anew(r: Resources) -> tuple[Allowance, ...]:
    """Read the champion; write which questions it is asked."""
    return may.parameter(r.champion, "GetParameter"), may.write_objects(r.runs, RUNS)


def smoke_test(r: Resources) -> tuple[Allowance, ...]:
    """Converse with the champion, then record it."""
    return (
        *ask_deployment(r),
        may.parameter(r.champion, "GetParameter", "PutParameter"),
        may.read_objects(r.runs, RUNS),
    )


def prune(r: Resources) -> tuple[Allowance, ...]:
    """Find models of earlier runs, whether they are used, and what was measured; delete some."""
    return (
        may.list_models_and_deployments(),
        may.bedrock(r.stack, ("ListTagsForResource", "DeleteCustomModel"), MODEL),
        may.parameter(r.champion, "GetParameter"),
        may.list_objects(r.runs, RUNS),
    )


def retire(r: Resources) -> tuple[Allowance, ...]:
    """Delete a deployment, and see it gone; delete an imported model."""
    return (
        may.bedrock(r.stack, ("GetCustomModelDeployment", "DeleteCustomModelDeployment"), DEPLOYMENT),
        may.bedrock(r.stack, ("DeleteImportedModel",), IMPORTED),
    )


def notify(r: Resources) -> tuple[Allowance, ...]:
    """Publish how the run ended; read why."""
    return Allowance(actions=("sns:Publish",), resources=(r.topic.topic_arn,)), *read_run(r)


def clean_up(r: Resources) -> tuple[Allowance, ...]:
    """Stop the job, delete candidate and model, put the champion and its record back."""
    return (
        may.bedrock(r.stack, ("GetModelCustomizationJob", "StopModelCustomizationJob"), JOB),
        may.training_jobs(r.stack, "DescribeTrainingJob", "StopTrainingJob"),
        *retire(r),
        update_deployment(r),
        may.bedrock(r.stack, ("GetCustomModel", "DeleteCustomModel"), MODEL),
        *look_at_import(r),
        may.parameter(r.champion, "GetParameter", "PutParameter"),
        *read_run(r),
    )
