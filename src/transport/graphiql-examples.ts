/** A tab of GraphiQL with an operation that can be run. */
interface Example {
  readonly query: string;
  readonly variables: string | null;
}

/** The initial tabs of GraphiQL, in the order in which a new user needs them. */
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
      query: `# 2. Stream the response of a model.
# Set the ID of a model in the variables below.
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
      query: `# 3. Register a remote model.
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
      query: `# 4. Register a local model. Ollama downloads it when it is not installed.
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
      query: `# 5. Follow a download. pullModel starts it again, cancelPull ends it.
# Set the ID of a local model in the variables below.
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
