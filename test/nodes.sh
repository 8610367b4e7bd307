#!/bin/sh
# Runs the transcripts on other versions of Node, fetched for it: `npm run test:nodes -- [VERSION...]`.
set -eu
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || set -- 22 24 26
for version; do
  node=$(npm exec --yes --package="node@$version" -- node -p process.execPath)
  echo "Node $("$node" --version)"
  READINGS_PROGRAM="$node bin/readings.js" npx vitest run test/cli/transcripts.test.ts
done
