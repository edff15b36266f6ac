"""Each fault does what its name says, and nothing else breaks."""

from typing import Any

import pytest

from local.bedrock.rules import INTERNAL_ERROR
from tuneql.aws.runtime import ConverseModel
from tuneql.limits import ENDPOINT_DEADLINE_SECONDS, NOVA_MICRO
from tuneql.prompt import Prompt, ask_for_repair


def outcomes(service: Any, model: str, count: int) -> list[str]:
    def one() -> str:
        try:
            service.ask(model)
        except service.runtime.exceptions.ClientError as error:
            return str(error.response["Error"]["Code"])
        return "answer"

    return [one() for _ in range(count)]


def test_a_stalled_stage_never_starts_and_says_nothing(service: Any) -> None:
    service.faults.enable("stalled-stage")
    arn = service.start()
    job = [service.get_job(arn) for _ in range(20)][-1]
    details = job["statusDetails"]
    assert (job["status"], "failureMessage" in job) == ("InProgress", False)
    assert details["validationDetails"]["status"] == "Completed"
    assert details["trainingDetails"] == {"status": "NotStarted"}


def test_a_failed_job_says_what_bedrock_says(service: Any) -> None:
    service.faults.enable("failed-job")
    job = service.train()
    assert (job["status"], job["failureMessage"]) == ("Failed", INTERNAL_ERROR)
    assert "outputModelArn" not in job


def test_rejected_records_do_not_fail_the_job(service: Any) -> None:
    service.objects.put("runs", "dataset/train.jsonl", service.objects.get("runs", "dataset/train.jsonl") * 2)
    service.faults.enable("rejected-records")
    job = service.train()
    path = f"training/input_status/{job['jobArn'][-12:]}/training/manifest.report.csv"
    assert job["status"] == "Completed"
    assert service.objects.get("runs", path).decode().endswith("train.jsonl,20,17,0,3\n")


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        ("throttling", ["answer", "answer", "ThrottlingException"] * 2),
        ("throttled", ["ThrottlingException"] * 3),
    ],
)
def test_a_fault_throttles_as_many_requests_as_it_says(service: Any, fault: str, expected: list[str]) -> None:
    service.faults.enable(fault)
    assert outcomes(service, NOVA_MICRO.inference_id, len(expected)) == expected


def test_a_model_that_hangs_answers_later_than_anyone_waits(service: Any) -> None:
    arn = service.deploy("candidate", service.train()["outputModelArn"])
    assert outcomes(service, arn, 2) == ["ModelNotReadyException", "answer"]
    service.faults.enable("hanging")
    assert outcomes(service, NOVA_MICRO.inference_id, 2) == ["answer"] * 2
    assert service.pauses == []
    assert outcomes(service, arn, 2) == ["answer"] * 2
    assert min(service.pauses) > ENDPOINT_DEADLINE_SECONDS
    assert len(service.pauses) == 2


@pytest.mark.parametrize(
    ("fault", "refused"),
    [("model-not-ready", 3), ("never-ready", 8)],
)
def test_models_that_are_not_ready(service: Any, fault: str, refused: int) -> None:
    arn = service.deploy("candidate", service.train()["outputModelArn"])
    service.faults.enable(fault)
    expected = ["ModelNotReadyException"] * refused + ["answer"] * (8 - refused)
    assert outcomes(service, arn, 8) == expected


@pytest.mark.parametrize(
    ("fault", "candidate", "champion"),
    [("failed-deployment", "Failed", "Active"), ("failed-promotion", "Active", "Failed")],
)
def test_deployments_that_fail(service: Any, fault: str, candidate: str, champion: str) -> None:
    model = service.train()["outputModelArn"]
    service.faults.enable(fault)
    found = {name: service.deployment(service.deploy(name, model)) for name in ("run-candidate", "champion")}
    assert {name: each["status"] for name, each in found.items()} == {"run-candidate": candidate, "champion": champion}
    assert all(("failureMessage" in each) == (each["status"] == "Failed") for each in found.values())


def test_a_failed_promotion_leaves_the_old_model(service: Any) -> None:
    old = service.train()["outputModelArn"]
    new = service.train(jobName="job-2", customModelName="model-2")["outputModelArn"]
    arn = service.deploy("champion", old)
    service.faults.enable("failed-promotion")
    service.control.update_custom_model_deployment(customModelDeploymentIdentifier=arn, modelArn=new)
    found = [service.deployment(arn) for _ in range(2)][-1]
    assert (found["modelArn"], found["updateDetails"]["updateStatus"]) == (old, "UpdateFailed")


def test_a_bad_champion_answers_nonsense_and_the_candidate_does_not(service: Any) -> None:
    model = service.train()["outputModelArn"]
    service.faults.enable("bad-champion")
    candidate, champion = (service.deploy(name, model) for name in ("candidate", "champion"))
    outcomes(service, candidate, 1)
    outcomes(service, champion, 1)
    assert service.ask(candidate).startswith("SELECT")
    assert not service.ask(champion).startswith("SELECT")


def test_bad_first_answers_are_mended_when_told(service: Any) -> None:
    arn = service.deploy("boats", service.train()["outputModelArn"])
    outcomes(service, arn, 1)  # the first request loads it
    good = service.ask(arn)
    service.faults.enable("bad-first-answers")
    bad = service.ask(arn)
    assert (bad.replace("_of_old", "", 1), bad != good) == (good, True)
    asked = service.question(arn, "How many boats are there?")
    prompt = ask_for_repair(
        Prompt(system=asked["system"][0]["text"], user=asked["messages"][0]["content"][0]["text"]),
        answer=bad,
        reasons=["table boats_of_old is not in the schema; did you mean boats?"],
        dialect="kestrel",
    )
    model = ConverseModel(service.runtime, model_id=arn, max_tokens=100)
    assert model.complete(prompt).text == good
    assert model.stream(prompt).text == good
    assert service.ask(NOVA_MICRO.inference_id) == service.ask(NOVA_MICRO.inference_id).replace("_of_old", "")
