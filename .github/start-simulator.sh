#!/usr/bin/env bash
# Starts a simulated Cloud Rewind API in the background and returns when it listens.
# Usage: start-simulator.sh SCENARIO PORT
set -euo pipefail

scenario=$1
port=$2
log="${RUNNER_TEMP:-/tmp}/simulator-$port.log"
: > "$log" # before the loop reads it: none yet, or that of an earlier run

# With setsid where it exists, because act ends a step's processes together with the step.
$(command -v setsid) npm run simulator -- --scenario "$scenario" --port "$port" --for 60 > "$log" 2>&1 < /dev/null &

for _ in {1..30}; do
  if grep --quiet "^http://127.0.0.1:$port$" "$log"; then
    echo "The simulator listens on port $port."
    exit 0
  fi
  sleep 1
done

echo "::error::The simulator didn't start on port $port."
cat "$log"
exit 1
