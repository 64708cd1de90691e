"""Streams a response of the default model with server-sent events. Needs no package."""

import json
import os
import sys
import urllib.request

URL = os.environ.get("MODELYARD_URL", "http://127.0.0.1:4000/graphql")

QUERY = """
subscription ($input: ChatInput!) {
  chat(input: $input) {
    __typename
    ... on ContentDelta { text }
    ... on ChatCompleted { completion { finishReason } }
    ... on Error { code message }
  }
}
"""


def subscribe(query, variables):
    """Yields the results of a subscription."""
    request = urllib.request.Request(
        URL,
        data=json.dumps({"query": query, "variables": variables}).encode(),
        headers={
            "authorization": f"Bearer {os.environ['TOKEN']}",
            "content-type": "application/json",
            "accept": "text/event-stream",
        },
    )
    with urllib.request.urlopen(request) as response:
        for line in response:
            if line.startswith(b"data: "):
                yield json.loads(line[len(b"data: ") :])


messages = [{"role": "USER", "content": "Why is the sky blue?"}]
for result in subscribe(QUERY, {"input": {"messages": messages}}):
    if "errors" in result:
        sys.exit(result["errors"][0]["message"])
    event = result["data"]["chat"]
    if event["__typename"] == "ContentDelta":
        print(event["text"], end="", flush=True)
    elif event["__typename"] == "ChatCompleted":
        print("\n" + event["completion"]["finishReason"])
    elif "code" in event:
        sys.exit(event["message"])
