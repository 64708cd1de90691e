#!/bin/sh
# Streams a response of the default model with server-sent events. -N prints each event at once.
set -eu
curl -sSN --fail-with-body "${MODELYARD_URL:-http://127.0.0.1:4000/graphql}" \
  -H "authorization: Bearer $TOKEN" -H 'content-type: application/json' \
  -H 'accept: text/event-stream' -d @- <<'JSON'
{
  "query": "subscription ($input: ChatInput!) { chat(input: $input) { __typename ... on ContentDelta { text } ... on ChatCompleted { completion { finishReason } } ... on Error { code message } } }",
  "variables": { "input": { "messages": [{ "role": "USER", "content": "Why is the sky blue?" }] } }
}
JSON
