#!/bin/bash
# The entrypoint of the training container; SageMaker brings it with the channel `code`. Takes the arguments of train.py.

# The first command that fails ends the job: nothing is trained with half an environment.
set -e

# SageMaker shows the first 1,024 characters of this file as the job's FailureReason. train.py writes it as well.
export FAILURE_FILE="${FAILURE_FILE:-/opt/ml/output/failure}"

# bash is the container's first process here, and that ignores SIGTERM unless it says what to do. After `exec` it is gone.
trap 'exit 143' TERM

# The container starts elsewhere, and train.py finds its modules beside itself.
cd "$(dirname "$0")"

# AWS's container has PyTorch and other versions of the rest. Where the right ones are installed pip fetches nothing.
if ! said="$(python -m pip install --quiet --disable-pip-version-check -r requirements.txt 2>&1)"; then
  reason="start.sh: pip could not install requirements.txt; the container must reach PyPI, or have it installed: $said"
  printf '%s\n' "$reason" | tee "$FAILURE_FILE" >&2
  exit 1
fi

# In bash's place, so that SIGTERM reaches Python, which then writes a checkpoint.
exec python train.py "$@"
