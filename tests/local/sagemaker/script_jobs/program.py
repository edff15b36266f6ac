"""What the tests send in the channel `code` in place of train.py: a training of ten steps, without PyTorch.

`--behaviour` says what it does besides: `hold` waits after the fifth step of a first run until it is told to stop,
`deaf` ignores that and has a child which does so too, `fail` leaves a reason and `crash` none.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

STEPS, HELD = 10, 5

parser = argparse.ArgumentParser()
for flag in ("--model", "--data", "--validation", "--output", "--metrics", "--checkpoints"):
    parser.add_argument(flag, type=Path)
parser.add_argument("--behaviour", default="")
options, others = parser.parse_known_args()
told: list[int] = []


def save(step: int) -> None:
    partial = options.checkpoints / "step.partial"
    partial.write_text(json.dumps({"step": step, "pid": os.getpid()}))
    partial.replace(options.checkpoints / f"step-{step:02}.json")


def hold() -> None:
    while True:
        time.sleep(0.02)
        if told and options.behaviour != "deaf":
            save(HELD + 1)
            sys.exit(143)


signal.signal(signal.SIGTERM, lambda number, _: told.append(number))
if options.behaviour == "fail":
    Path(os.environ["FAILURE_FILE"]).write_text("the corpus: has no rows; give it some" + "." * 2000)
if options.behaviour in ("fail", "crash"):
    sys.exit(3)
if options.behaviour == "deaf":
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    (options.checkpoints / "child.json").write_text(json.dumps({"pid": child.pid}))

found = sorted(options.checkpoints.glob("step-*.json"))
first = json.loads(found[-1].read_text())["step"] if found else 0
for step in range(first, STEPS):
    save(step)
    if step == HELD and not found and options.behaviour in ("hold", "deaf"):
        hold()
for name in ("best", "last"):
    (options.output / name).mkdir()
    (options.output / name / "model.safetensors").write_bytes(b"weights")
seen = {
    "arguments": sys.argv[1:],
    "others": others,
    "environment": dict(os.environ),
    "first": first,
    "data": sorted(path.name for path in options.data.iterdir()),
    "folder": str(Path.cwd()),
}
(options.metrics / "seen.json").write_text(json.dumps(seen))
sys.stdout.write(f"trained {STEPS} steps\n")
