"""An endpoint for the playground: our own routes on a model that says what it is told to, and nothing of AWS."""

import json
from typing import Any, Final

from tuneql.aws.objects import MemoryObjects
from tuneql.aws.pointer import MemoryPointer
from tuneql.aws.runtime import ScriptedModel
from tuneql.locations import Location
from tuneql.options import PROMPT_VERSION
from tuneql.release.champion import Champion
from tuneql.serving.api import Backend, Request, respond
from tuneql.serving.feedback import FeedbackFolder
from tuneql.serving.query_log import QueryLog
from tuneql.serving.schemas import Schemas

CHAMPION: Final = Champion(
    model_id="arn:champion",
    model_arn="arn:model",
    run="orders-nightly-20261120-3f7c1a2b",
    dialect="kestrel",
    prompt_version=PROMPT_VERSION,
    promoted_at="2026-11-20T00:00:00Z",
)
GOOD: Final = (
    "SELECT v.name, MONTH_OF(s.planned_departure) AS month, COUNT(*) AS sailings FROM sailings AS s "
    "LEFT JOIN vessels AS v ON v.vessel_id = s.vessel_id WHERE s.status = 'sailed' AND v.seats > 100 "
    "AND v.vessel_id IN (SELECT vessel_id FROM vessels WHERE retired_on IS NULL) "
    "GROUP BY v.name, MONTH_OF(s.planned_departure) ORDER BY sailings DESC"
)
HOSTILE: Final = "<script>document.title='pwned'</script><img src=x onerror=\"document.title='pwned'\">"
# What a question brings about, by a word in it; any other is answered with GOOD.
ANSWERS: Final[dict[str, str | Exception]] = {
    "delete": "DELETE FROM vessels",
    "busy": RuntimeError("secret"),
    "hostile": f"SELECT '{HOSTILE.replace(chr(39), chr(39) * 2)}' AS x FROM vessels",
}


class Endpoint:
    """Answers the page's calls.

    Attributes:
        objects: what was written, feedback and schemas.
        questions: the bodies of the questions that were asked.
    """

    def __init__(self) -> None:
        self.objects, self._asked = MemoryObjects(), 0
        self.questions: list[Any] = []

    def call(self, method: str, path: str, body: object) -> tuple[int, dict[str, Any]]:
        """As `cli.page_server.Desk.call`."""
        self._asked += 1
        if path == "sql":
            self.questions.append(body)
        text = None if body is None else json.dumps(body)
        said = next((answer for word, answer in ANSWERS.items() if word in (text or "")), GOOD)
        backend = Backend(
            pointer=MemoryPointer(CHAMPION),
            model=lambda _: ScriptedModel(said),
            base_model_id="amazon.nova-micro-v1:0",
            schemas=Schemas(self.objects, Location(bucket="corpus", key="schemas/")),
            query_log=QueryLog(note=lambda _: None),
            feedback=FeedbackFolder(folder=Location(bucket="runs", key="feedback/"), objects=self.objects),
        )
        answer = respond(Request(method=method, path=f"/{path}", body=text, request_id=f"r-{self._asked}"), backend)
        return answer.status, json.loads(answer.body or "{}")
