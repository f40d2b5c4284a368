#!/usr/bin/env bash
# Starts a simulated Cloud Rewind API in the background and returns once it answers.
# Usage: start-simulator.sh SCENARIO PORT, with TOKEN, ACCOUNT_ID, PROJECT_ID, ASSEMBLY_ID and RECOVERY_ID set.
set -euo pipefail

scenario=$1
port=$2
log="${RUNNER_TEMP:-/tmp}/simulator-$port.log"

npm run simulator -- --scenario "$scenario" --port "$port" --for 300 \
  --token "$TOKEN" --account-id "$ACCOUNT_ID" --project-id "$PROJECT_ID" \
  --assembly-id "$ASSEMBLY_ID" --recovery-id "$RECOVERY_ID" > "$log" 2>&1 < /dev/null &

for _ in {1..30}; do
  # Any answer will do: a request without the token is refused and leaves the scenario where it is.
  if curl --silent --output /dev/null --max-time 1 "http://127.0.0.1:$port/"; then
    echo "The simulator answers on port $port."
    exit 0
  fi
  sleep 1
done

echo "::error::The simulator did not answer on port $port."
cat "$log"
exit 1
