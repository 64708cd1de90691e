/** A tab of GraphiQL with an operation that can be run. */
interface Example {
  readonly query: string;
  readonly variables: string | null;
}

/** Inputs of the examples that register models. */
export interface ExampleModels {
  readonly remote: Readonly<Record<string, string>>;
  readonly local: { readonly name: string };
}

/** Contains a character that no API key has, so the server reports the field and stores nothing. */
const noKey = 'replace this with your API key …';

const examples: ExampleModels = {
  remote: { name: 'gpt-4.1-mini', type: 'CHAT', provider: 'openai', apiKey: noKey },
  local: { name: 'llama3.2' },
};

/** The initial tabs of GraphiQL, in the order in which a new user needs them. */
export function graphiqlExamples({ remote, local } = examples): readonly Example[] {
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
      query: `# 2. Stream the response of the default model. Set one in the console,
# or add modelId to the input. All events are listed; the console at / shows
# the response as text.
subscription Chat {
  chat(input: {
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
      variables: null,
    },
    {
      query: `# 3. Continue a text without messages. With a suffix, the model fills the gap.
subscription Generate {
  generate(input: {
    prompt: "def fib(n):"
    suffix: "print(fib(9))"
    options: { maxTokens: 64 }
  }) {
    __typename
    ... on ContentDelta { text }
    ... on ChatCompleted { completion { finishReason message { content } } }
    ... on Error { code message ... on InvalidInputError { fields { path message } } }
  }
}
`,
      variables: null,
    },
    {
      query: `# 4. Register a remote model. The API key is write-only.
mutation CreateRemoteModel($input: CreateRemoteModelInput!) {
  createModel(input: { remote: $input }) {
    ... on ModelPayload { model { id name status baseUrl credential { configured hint } } }
    ... on Error { code message ... on InvalidInputError { fields { path message } } }
  }
}
`,
      variables: JSON.stringify({ input: remote }, null, 2),
    },
    {
      query: `# 5. Register a local model. Ollama downloads it when it is not installed.
mutation CreateLocalModel($name: String!) {
  createModel(input: { local: { name: $name, type: CHAT } }) {
    ... on ModelPayload { model { id name status statusReason capabilities } }
    ... on Error { code message ... on InvalidInputError { fields { path message } } }
  }
}
`,
      variables: JSON.stringify(local, null, 2),
    },
    {
      query: `# 6. Follow all downloads, until you stop it.
subscription PullChanges {
  pullChanges {
    ... on Pull {
      id state phase completedBytes totalBytes bytesPerSecond attempt error
      models { name }
    }
    ... on Error { code message }
  }
}
`,
      variables: null,
    },
  ];
}
