/** Size limits of one upstream response. A larger response ends with an UpstreamError. */
export const upstreamLimits = {
  /** Nesting depth of arrays and objects. */
  jsonLevels: 100,
  /** Number of arrays and objects in one JSON text. */
  jsonContainers: 100_000,
  /** Bytes of one line, and characters of one server-sent event. */
  messageBytes: 8_388_608,
  /** Bytes of a JSON response. Embeddings have a larger limit. */
  bodyBytes: 8_388_608,
  /** Bytes of one vector as JSON: 8,192 numbers of 32 characters. */
  vectorBytes: 262_144,
  /** Characters of text, reasoning, tool calls and metadata of one chat response. */
  answerCharacters: 16_777_216,
  /** Tool calls of one chat response; equals the limit of an assistant message in a request. */
  toolCalls: 128,
  /** Characters of a finish reason; longer ones are truncated. */
  finishReasonCharacters: 200,
  /** Different layers in the progress of one download. */
  pullLayers: 10_000,
} as const;
