#!/bin/sh
# Asks the endpoint one question with curl 7.75 or newer: sh ask.sh QUESTION SCHEMA_FILE
set -eu
export QUESTION="$1" SCHEMA="$2"

# JSON needs its strings escaped, which a shell cannot do.
body=$(python3 -c 'import json, os; print(json.dumps({"question": os.environ["QUESTION"], "schema": open(os.environ["SCHEMA"]).read()}))')

if [ -n "${TUNEQL_API_KEY:-}" ]; then
  set -- -H "x-api-key: $TUNEQL_API_KEY"
elif [ -n "${TUNEQL_TOKEN:-}" ]; then
  set -- -H "authorization: Bearer $TUNEQL_TOKEN"
else
  set -- --aws-sigv4 "aws:amz:$AWS_REGION:execute-api" --user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY"
  [ -z "${AWS_SESSION_TOKEN:-}" ] || set -- "$@" -H "x-amz-security-token: $AWS_SESSION_TOKEN"
fi

printf '%s' "$body" |
  curl --silent --show-error --max-time 30 "$@" -H 'content-type: application/json' --data-binary @- "${TUNEQL_URL%/}/sql" |
  python3 -c '
import json, sys
answer = json.load(sys.stdin)
if "sql" not in answer:
    sys.exit("{title}: {detail}".format(**answer))
print(answer["sql"])'
