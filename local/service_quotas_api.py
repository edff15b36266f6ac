"""Service Quotas: those of SageMaker's training instances are answered here, all others by moto."""

import base64
from collections.abc import Iterable
from typing import Any, Final

from local.faults import Faults
from local.iam import Place
from local.protocol.http import Application, Environ, StartResponse, read_request
from local.protocol.json_service import JsonService
from local.protocol.service import Params
from local.protocol.service_error import ServiceError
from local.sagemaker import quotas

SERVICE_CODE: Final = "sagemaker"
_PAGE: Final = 100


class ServiceQuotasApi:
    """The WSGI application. Requests may come from many threads.

    Args:
        moto: answers for other services' quotas.
        place: the account and region.
        faults: `no-quota` makes every quota 0.
    """

    def __init__(self, *, moto: Application, place: Place, faults: Faults) -> None:
        self._moto, self._place, self._faults = moto, place, faults
        operations = {"GetServiceQuota": self._get, "ListServiceQuotas": self._list}
        self._own = JsonService(services=("service-quotas",), operations=operations, invalid="IllegalArgumentException")

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """WSGI."""
        request = read_request(environ)
        application = self._own if request.json().get("ServiceCode") == SERVICE_CODE else self._moto
        return application(environ, start_response)

    def _get(self, params: Params) -> dict[str, Any]:
        for quota in self._quotas():
            if quota["QuotaCode"] == params["QuotaCode"]:
                return {"Quota": quota}
        raise ServiceError("NoSuchResourceException", f"The local account has no quota {params['QuotaCode']}.")

    def _list(self, params: Params) -> dict[str, Any]:
        found = [each for each in self._quotas() if params.get("QuotaCode", each["QuotaCode"]) == each["QuotaCode"]]
        start, size = _offset(params.get("NextToken")), params.get("MaxResults", _PAGE)
        more = {"NextToken": base64.b64encode(str(start + size).encode()).decode()} if start + size < len(found) else {}
        return {"Quotas": found[start : start + size], **more}

    def _quotas(self) -> list[dict[str, Any]]:
        value = float(quotas.instances(self._faults))
        return [
            {
                "ServiceCode": SERVICE_CODE,
                "ServiceName": "Amazon SageMaker",
                "QuotaArn": self._place.arn("servicequotas", f"{SERVICE_CODE}/{code}"),
                "QuotaCode": code,
                "QuotaName": name,
                "Value": value,
                "Unit": "None",
                "Adjustable": True,
                "GlobalQuota": False,
            }
            for name, code in quotas.QUOTAS.items()
        ]


def _offset(token: str | None) -> int:
    try:
        return int(base64.b64decode(token)) if token else 0
    except ValueError as error:
        message = "The NextToken is not one that this operation gave."
        raise ServiceError("InvalidPaginationTokenException", message) from error
