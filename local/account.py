"""An AWS account in one process: deploy a synthesized app into it and use it with any AWS client.

One port serves everything. moto answers for S3, IAM, SSM, SQS, SNS, DynamoDB, CloudFormation, Logs and Step Functions;
Lambda, API Gateway, Bedrock, SageMaker's training jobs and their quotas are ours.
"""

import threading
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from moto.moto_api._internal.models import moto_api_backend

from local import step_functions
from local.api_gateway.gateway import API_PATH, INTEGRATION_SECONDS, ApiGateway
from local.authors import authors_known
from local.backends import Moto, ObjectStore
from local.bedrock.stand_in import BedrockStandIn
from local.clients import Clients
from local.cloudformation.adjusting import adjusted
from local.cloudformation.deployment import Deployment, deploy
from local.cloudformation.stacks_api import StacksApi
from local.cloudwatch_api import CloudWatchApi
from local.cloudwatch_logs_api import CloudWatchLogsApi
from local.comprehend_api import ComprehendApi
from local.escrow import Escrow
from local.events import EventBridge
from local.faults import Faults
from local.front import Call, Front
from local.functions.invoke_api import InvokeApi
from local.functions.runner import LOGS, LambdaRunner
from local.iam import Place
from local.identities import ACCOUNT_ID, Identities
from local.protocol.http import Application
from local.rds_data_api import RdsDataApi
from local.sagemaker.stand_in import SageMakerStandIn
from local.server import serving
from local.service_quotas_api import ServiceQuotasApi
from local.step_functions_api import StepFunctionsApi

# Where Bedrock fine-tunes Nova Micro, and so where the stacks go.
REGION: Final = "us-east-1"
# moto's state is global, so that a process has one account at a time.
_only_one: Final = threading.Lock()


class LocalAccount:
    """The account; as a context manager it starts empty and ends.

    Args:
        directory: for unpacked code, and logs of functions and training jobs.
        port: the port to listen on; 0 for a free one.
        faults: names of `local.faults.FAULTS` to switch on.
        integration_seconds: how long a function behind the API has to answer.
        recorder: a file to which every request to Bedrock and SageMaker is appended as a line of JSON.
        pace: real seconds for each second that a state machine waits.
        polls: how many looks it takes before a job, its stage, an import or a deployment moves on.

    Attributes:
        url: the endpoint of all services, `http://127.0.0.1:<port>`; known inside the context.
        region: the account's region.
        faults: what goes wrong; may be changed at any time.
        identities: the account's callers.
    """

    def __init__(
        self,
        *,
        directory: Path,
        port: int = 0,
        faults: Iterable[str] = (),
        integration_seconds: float = INTEGRATION_SECONDS,
        recorder: Path | None = None,
        polls: int = 2,
        pace: float = 1.0,
    ) -> None:
        self.url, self.region = "", REGION
        self.faults, self.identities = Faults(faults), Identities()
        self._directory, self._port = directory.resolve(), port
        self._recorder, self._polls, self._pace = recorder, polls, pace
        self._place = Place(region=REGION, account=ACCOUNT_ID)
        self._integration_seconds = integration_seconds
        self._context = ExitStack()

    def __enter__(self) -> Self:
        """Start the account, empty."""
        if not _only_one.acquire(blocking=False):
            raise RuntimeError("there is a local account in this process already; leave its context first")
        with ExitStack() as context:
            context.callback(_only_one.release)
            moto_api_backend.reset()
            context.callback(moto_api_backend.reset)
            context.enter_context(adjusted())
            context.enter_context(authors_known())
            context.enter_context(serving(self._started, self._port))
            context.callback(self._runner.close)
            context.callback(self._api.close)
            context.callback(self._bedrock.close)
            context.callback(self._sagemaker.close)
            events = EventBridge(clients=self._clients, region=self.region)
            executing = step_functions.executing(
                self._clients.of_state_machine, pace=self._pace, ended=events.execution_ended
            )
            context.enter_context(executing)
            context.callback(step_functions.stop_all)
            context.callback(events.close)
            self._context = context.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the account and everything in it."""
        self._context.close()

    @property
    def environment(self) -> dict[str, str]:
        """What an AWS client needs in its environment to be the account's administrator."""
        administrator = self.identities.administrator
        return {
            "AWS_ENDPOINT_URL": self.url,
            "AWS_ACCESS_KEY_ID": administrator.access_key,
            "AWS_SECRET_ACCESS_KEY": administrator.secret_key,
            "AWS_DEFAULT_REGION": self.region,
            "AWS_REGION": self.region,
        }

    @property
    def calls(self) -> list[Call]:
        """The permissions that requests needed so far, in order, allowed or not."""
        return list(self._front.calls)

    def client(self, service: str) -> Any:
        """A boto3 client of the account's administrator."""
        return self._clients.of_administrator(self.region, service)

    def idle_processes(self, handler: str) -> tuple[int, ...]:
        """The process ids of a Lambda handler's idle processes."""
        return self._runner.idle(handler)

    def deploy(self, assembly: Path) -> Deployment:
        """Deploy a synthesized assembly, or update what was deployed before.

        Args:
            assembly: the folder with `manifest.json` (`cdk.out`).

        Raises:
            InvalidInput: it is not an assembly, or one for another region.
            botocore.exceptions.ClientError: CloudFormation refused a stack.
        """
        deployment = deploy(assembly, client=self.client, place=self._place, api_root=self.url + API_PATH)
        self._api.apis |= {api.id: api for api in deployment.apis}
        self._logs.groups |= deployment.log_groups
        return deployment

    def _started(self, url: str) -> Application:
        self.url = url
        self._clients = Clients(url, self.identities)
        self._runner = LambdaRunner(
            directory=self._directory, endpoint=url, region=self.region, identities=self.identities
        )
        self._api = ApiGateway(
            identities=self.identities,
            place=self._place,
            runner=self._runner,
            integration_seconds=self._integration_seconds,
        )
        moto = Moto()
        self._front = Front(
            identities=self.identities,
            place=self._place,
            api=self._api,
            invoke=InvokeApi(runner=self._runner, region=self.region),
            services=self._services(moto),
            others=moto,
        )
        return self._front

    def _services(self, moto: Application) -> dict[str, Application]:
        """What answers instead of moto alone, by the service's signing name."""
        shared: dict[str, Any] = {
            "region": self.region,
            "account": ACCOUNT_ID,
            "objects": ObjectStore(),
            "faults": self.faults,
            "recorder": self._recorder,
            "polls": self._polls,
            "escrow": Escrow(),
        }
        self._bedrock = BedrockStandIn(**shared)
        self._sagemaker = SageMakerStandIn(**shared, directory=self._directory)
        self._logs = CloudWatchLogsApi(moto=moto, region=self.region, directory=self._directory / LOGS)
        return {
            "bedrock": self._bedrock,
            "cloudformation": StacksApi(moto=moto, apis=self._api.apis.values, api_root=self.url + API_PATH),
            "comprehend": ComprehendApi(moto=moto),
            "logs": self._logs,
            "monitoring": CloudWatchApi(moto=moto, region=self.region, take_in=self._logs.take_in),
            "rds-data": RdsDataApi(objects=shared["objects"]),
            "sagemaker": self._sagemaker,
            "servicequotas": ServiceQuotasApi(moto=moto, place=self._place, faults=self.faults),
            "states": StepFunctionsApi(moto=moto, region=self.region),
        }
