from types import SimpleNamespace
from typing import Any

from local.cloudformation.stacks_api import with_local_urls


def api(stages: tuple[str, ...]) -> Any:
    return SimpleNamespace(id="abc123", stages=stages)


def test_urls_of_deployed_apis_are_made_local_and_others_left_alone() -> None:
    text = (
        "<v>https://abc123.execute-api.us-east-1.amazonaws.com/None/</v>"
        "<v>https://abc123.execute-api.us-east-1.amazonaws.com/v1/sql</v>"
        "<v>https://other.execute-api.us-east-1.amazonaws.com/v1/</v>"
    )
    made = with_local_urls(text, [api(("v1",))], "http://127.0.0.1:4566/apis/")
    assert made == (
        "<v>http://127.0.0.1:4566/apis/abc123/v1/</v>"
        "<v>http://127.0.0.1:4566/apis/abc123/v1/sql</v>"
        "<v>https://other.execute-api.us-east-1.amazonaws.com/v1/</v>"
    )
    assert with_local_urls(text, [api(())], "http://x/") == text
