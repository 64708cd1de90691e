/** A tab of GraphiQL, ready to run. */
interface Example {
  readonly query: string;
  readonly variables: string | null;
}

/** What GraphiQL shows at first, in the order in which a newcomer needs it. */
export function graphiqlExamples(modelId = 'paste the id of a model here'): readonly Example[] {
  return [
    {
      query: `# 1. Who am I, and which models are there?
query Start {
  viewer { tenantId subject scopes }
  models(first: 20) {
    nodes { id name displayName type source status }
    pageInfo { hasNextPage endCursor }
  }
}
`,
      variables: null,
    },
    {
      query: `# 2. Watch an answer stream in.
# The variables below need the id of a model.
subscription Chat($modelId: ID!) {
  chat(input: {
    modelId: $modelId
    messages: [{ role: USER, content: "Why is the sky blue?" }]
  }) {
    __typename
    ... on ChatEvent { seq }
    ... on ThinkingDelta { text }
    ... on ContentDelta { text }
    ... on ChatCompleted {
      completion {
        finishReason firstTokenMs durationMs
        message { content }
        usage { totalTokens }
      }
    }
    ... on ChatFailed { error { reason retryable } }
    ... on ChatCancelled { completion { status } }
    ... on ChatInterrupted { completion { status } }
    ... on Error { code message ... on InvalidInputError { fields { path message } } }
  }
}
`,
      variables: JSON.stringify({ modelId }, null, 2),
    },
    {
      query: `# 3. Register a model behind an OpenAI-compatible endpoint.
mutation CreateRemoteModel($input: CreateRemoteModelInput!) {
  createModel(input: { remote: $input }) {
    ... on ModelPayload { model { id name status baseUrl credential { configured hint } } }
    ... on Error { code message ... on InvalidInputError { fields { path message } } }
  }
}
`,
      variables: `{
  "input": {
    "name": "gpt-4.1-mini",
    "type": "CHAT",
    "provider": "openai",
    "apiKey": "your API key; it is write-only"
  }
}`,
    },
    {
      query: `# 4. Register a local model. Ollama downloads it, if it does not have it.
mutation CreateLocalModel($name: String!) {
  createModel(input: { local: { name: $name, type: CHAT } }) {
    ... on ModelPayload { model { id name status statusReason capabilities } }
    ... on Error { code message ... on InvalidInputError { fields { path message } } }
  }
}
`,
      variables: '{ "name": "llama3.2" }',
    },
    {
      query: `# 5. Watch a download move. pullModel starts one again, cancelPull ends it.
# The variables below need the id of a local model.
subscription PullProgress($modelId: ID!) {
  pullProgress(modelId: $modelId) {
    ... on Pull {
      state phase completedBytes totalBytes bytesPerSecond attempt error
      layers { digest completedBytes totalBytes }
    }
    ... on Error { code message }
  }
}
`,
      variables: JSON.stringify({ modelId: 'paste the id of a local model here' }, null, 2),
    },
  ];
}
