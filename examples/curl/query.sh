#!/bin/sh
# Reads the models.
set -eu
curl -sS --fail-with-body "${MODELYARD_URL:-http://127.0.0.1:4000/graphql}" \
  -H "authorization: Bearer $TOKEN" -H 'content-type: application/json' \
  -d '{"query": "{ models(first: 10) { nodes { displayName status } } }"}'
