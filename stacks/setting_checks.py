"""Combinations of settings that AWS could not run, each refused before anything is synthesized."""

import json
import math
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final

from tuneql.errors import InvalidInput
from tuneql.limits import EXECUTION_EVENTS, EXECUTION_KEYS, NOVA_MICRO
from tuneql.options import BY_MODEL_RULE

if TYPE_CHECKING:
    from stacks.settings import Settings

CONTEXT_KEY: Final = "tuneql"

# One round of a wait loop: Wait entered and exited; Task entered, scheduled, started, succeeded and exited; Choice
# entered and exited.
EVENTS_PER_POLL: Final = 9

# More events than all states outside the wait loops write: each Task with all its retries, and the clean-up, which
# gives up after 120 rounds.
EVENTS_OUTSIDE_POLLS: Final = 3_000

# More than a run does besides waiting: the shards of the largest corpus, and the clean-up's two hours.
SECONDS_OUTSIDE_POLLS: Final = 24 * 3_600

# A function's environment variables may have 4 KB together. The endpoint's take a quarter without the databases. Plan's
# settings of unlimited length may take 2,000 bytes, which leaves more than 1 KB for the rest.
_DATABASES_BYTES: Final = 3_000
_ENDLESS_BYTES: Final = 2_000
_ENDLESS: Final = ("tags", "protected_slices", "vpc")
# Likewise, for the input of retraining.
_INPUT_BYTES: Final = 2_500

# A call to Amazon Comprehend takes tens of milliseconds, and a function of Lambda 15 minutes at most.
_SHARD_BYTES_WITH_CALLS: Final = 256 * 1024

# AWS allows 50 on a resource, some of which the app and a run set.
_MOST_TAGS: Final = 45


def refusal(name: str, value: object, rule: str, remedy: str) -> InvalidInput:
    """The error for a setting."""
    return InvalidInput(field=f"{CONTEXT_KEY}.{name}", value=value, rule=rule, remedy=remedy)


def longest_execution_events(settings: "Settings") -> int:
    """The most history events that one execution can have."""
    return EVENTS_PER_POLL * math.ceil(_longest_waits(settings) / settings.poll_seconds) + EVENTS_OUTSIDE_POLLS


def longest_execution_seconds(settings: "Settings") -> int:
    """The seconds after which an execution times out; every wait in it should end before."""
    return _longest_waits(settings) + SECONDS_OUTSIDE_POLLS


def _longest_waits(settings: "Settings") -> int:
    """In seconds: training, then import, candidate and champion."""
    return settings.training_deadline_seconds + 3 * settings.deployment_deadline_seconds


def _base_model_is_known(settings: "Settings") -> None:
    if settings.base_model_id != NOVA_MICRO.training_id:
        remedy = f"set it to {NOVA_MICRO.training_id!r}"
        raise refusal("base_model_id", settings.base_model_id, "cannot be fine-tuned here", remedy)


def _dialect_is_there(settings: "Settings") -> None:
    name = settings.dialect
    if name == "dialect" or not any(find_spec(f"{package}.{name}") for package in ("sqlglot.dialects", "dialects")):
        remedy = "choose one of sqlglot's, such as postgres, snowflake or tsql, or add dialects/<name>.py"
        raise refusal("dialect", name, "is not a known dialect", remedy)


def _region_deploys_on_demand(settings: "Settings") -> None:
    if settings.region not in NOVA_MICRO.regions:
        regions = ", ".join(sorted(NOVA_MICRO.regions))
        rule = f"has no on-demand deployments of custom models of {settings.base_model_id}"
        raise refusal("region", settings.region, rule, f"set it to one of: {regions}")


def _history_holds_the_waits(settings: "Settings") -> None:
    events = longest_execution_events(settings)
    if events > EXECUTION_EVENTS:
        rule = f"could write {events:,} history events in one execution, of which AWS allows {EXECUTION_EVENTS:,}"
        remedy = "raise it, or lower training_deadline_seconds or deployment_deadline_seconds"
        raise refusal("poll_seconds", settings.poll_seconds, rule, remedy)


def _stall_is_seen_in_time(settings: "Settings") -> None:
    if settings.stall_seconds > settings.training_deadline_seconds:
        rule = f"is longer than training_deadline_seconds ({settings.training_deadline_seconds})"
        raise refusal("stall_seconds", settings.stall_seconds, rule, "make it shorter than the deadline")


def _tags_are_ones_own(settings: "Settings") -> None:
    for key in settings.tags:
        if key.lower().startswith(("aws:", "tuneql:")):
            raise refusal(f"tags.{key}", settings.tags[key], "has a key that AWS or tuneql keeps", "choose another key")


def _tags_are_few(settings: "Settings") -> None:
    if len(settings.tags) > _MOST_TAGS:
        rule = f"are more than {_MOST_TAGS}: AWS allows 50 on a resource, some of which tuneql sets"
        raise refusal("tags", f"{len(settings.tags)} tags", rule, "name fewer")


def _plan_can_be_told(settings: "Settings") -> None:
    sizes = {name: len(settings.model_dump_json(include={name})) for name in _ENDLESS}
    if sum(sizes.values()) > _ENDLESS_BYTES:
        longest = max(_ENDLESS, key=sizes.__getitem__)
        together = f"with {' and '.join(name for name in _ENDLESS if name != longest)} come to {sum(sizes.values()):,}"
        rule = f"{together} bytes, of which an environment variable of Lambda may have {_ENDLESS_BYTES:,}"
        raise refusal(longest, f"{sizes[longest]:,} bytes", rule, "name fewer, or shorten them")


def _callers_are_known(settings: "Settings") -> None:
    if settings.authorization == "jwt" and settings.jwt is None:
        remedy = 'set it to {"issuer": "https://…", "audience": "…"}'
        raise refusal("jwt", None, "is missing, whose tokens authorization jwt would let in", remedy)
    if settings.authorization != "jwt" and settings.jwt is not None:
        remedy = "set authorization to 'jwt', or remove it"
        raise refusal("jwt", settings.jwt.issuer, f"means nothing to authorization {settings.authorization}", remedy)


def _limits_have_keys(settings: "Settings") -> None:
    for name in ("client_throttle_rate", "client_throttle_burst", "daily_quota"):
        value = getattr(settings, name)
        if value is not None and settings.authorization != "api-key":
            rule = "is counted by API key, of which there are none"
            raise refusal(name, value, rule, "set authorization to 'api-key', or remove it")
    if len(set(settings.clients)) < len(settings.clients):
        raise refusal("clients", settings.clients, "names a client twice", "name each once")
    if (settings.client_throttle_rate is None) != (settings.client_throttle_burst is None):
        rule, remedy = "is given without the other of client_throttle_rate and _burst", "give both, or neither"
        raise refusal("client_throttle_rate", settings.client_throttle_rate, rule, remedy)


def _retraining_can_start(settings: "Settings") -> None:
    chosen = settings.retraining
    if chosen is None:
        return
    if not settings.keep_questions:
        rule, remedy = "has no questions to train on", "set keep_questions to true, or remove it"
        raise refusal("retraining", chosen.corpus, rule, remedy)
    if "corpus" in chosen.input:
        rule, remedy = "is said by retraining.corpus", "remove it here"
        raise refusal("retraining.input.corpus", chosen.input["corpus"], rule, remedy)
    for key in sorted(chosen.input.keys() - set(EXECUTION_KEYS)):
        remedy = f"remove it, or use one of: {', '.join(EXECUTION_KEYS)}"
        raise refusal(f"retraining.input.{key}", chosen.input[key], "is not a known key", remedy)
    size = len(json.dumps(chosen.input))
    if size > _INPUT_BYTES:
        rule = f"comes to {size:,} bytes, of which the function's environment may have {_INPUT_BYTES:,}"
        raise refusal("retraining.input", f"{len(chosen.input)} keys", rule, "leave defaults out")


def _spending_has_an_alarm(settings: "Settings") -> None:
    if settings.daily_spend_usd is not None and not settings.alarms:
        rule, remedy = "has no alarm to watch it, since alarms is false", "set alarms to true, or remove it"
        raise refusal("daily_spend_usd", settings.daily_spend_usd, rule, remedy)
    if settings.refuse_above_daily_spend and settings.daily_spend_usd is None:
        rule, remedy = "has no daily_spend_usd to refuse above", "set daily_spend_usd, or remove it"
        raise refusal("refuse_above_daily_spend", settings.refuse_above_daily_spend, rule, remedy)


def _databases_are_told_apart(settings: "Settings") -> None:
    for each in settings.databases:
        if each.cluster.split(":")[3] != settings.region:
            rule, remedy = f"is not in {settings.region}, where it would be looked for", "name a cluster of that Region"
            raise refusal("databases.cluster", each.cluster, rule, remedy)
    schemas = [schema for each in settings.databases for schema in each.schemas]
    twice = next((schema for schema in schemas if schemas.count(schema) > 1), None)
    if twice is not None:
        raise refusal("databases.schemas", twice, "is named twice", "name each schema in one database, once")
    size = len(json.dumps(databases_variable(settings)))
    if size > _DATABASES_BYTES:
        rule = f"come to {size:,} bytes, of which an environment variable of Lambda may have {_DATABASES_BYTES:,}"
        raise refusal("databases", f"{len(schemas)} schemas", rule, "name fewer schemas")


def _preparation_may_do_it(settings: "Settings") -> None:
    chosen = settings.preparation
    if chosen.synthetic_by == "model":
        raise refusal("preparation.synthetic_by", chosen.synthetic_by, BY_MODEL_RULE, "choose rules")
    if chosen.redaction == "comprehend" and not settings.detect_personal_data:
        rule, remedy = "needs leave to ask Amazon Comprehend", "set detect_personal_data to true, or choose patterns"
        raise refusal("preparation.redaction", chosen.redaction, rule, remedy)


def _personal_data_is_found_in_time(settings: "Settings") -> None:
    if settings.detect_personal_data and settings.shard_bytes > _SHARD_BYTES_WITH_CALLS:
        rule = "are more than a function can ask Amazon Comprehend about in 15 minutes"
        raise refusal("shard_bytes", settings.shard_bytes, rule, f"set it to {_SHARD_BYTES_WITH_CALLS} or less")


def databases_variable(settings: "Settings") -> list[dict[str, Any]]:
    """What the endpoint is told of databases, as values of JSON."""
    return [each.model_dump(mode="json") for each in settings.databases]


CHECKS: Final = (
    _databases_are_told_apart,
    _callers_are_known,
    _limits_have_keys,
    _spending_has_an_alarm,
    _retraining_can_start,
    _tags_are_ones_own,
    _tags_are_few,
    _plan_can_be_told,
    _preparation_may_do_it,
    _personal_data_is_found_in_time,
    _dialect_is_there,
    _base_model_is_known,
    _region_deploys_on_demand,
    _history_holds_the_waits,
    _stall_is_seen_in_time,
)
