/** What one answer of an upstream may contain. Larger answers end with an UpstreamError. */
export const upstreamLimits = {
  /** Levels of arrays and objects within each other. */
  jsonLevels: 100,
  /** Arrays and objects in one JSON text. */
  jsonContainers: 100_000,
  /** Bytes of one line, and characters of one server-sent event. */
  messageBytes: 8_388_608,
  /** Bytes of an answer that is one JSON text. Embeddings have a limit of their own. */
  bodyBytes: 8_388_608,
  /** Bytes of one vector as JSON: 8,192 numbers of 32 characters. */
  vectorBytes: 262_144,
  /** Characters of text, thinking, tool calls and metadata of one chat answer. */
  answerCharacters: 16_777_216,
  /** Tool calls of one chat answer: as many as a message that sends them back may have. */
  toolCalls: 128,
  /** Characters of a finish reason; the rest is cut off. */
  finishReasonCharacters: 200,
  /** Different layers in the progress of one pull. */
  pullLayers: 10_000,
} as const;
