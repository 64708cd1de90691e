import type { Handler } from './upstream.ts';

/** Responds with exactly these bytes. */
export function bytes(body: string, status = 200, type = 'application/json; charset=utf-8') {
  const handler: Handler = (exchange) => {
    exchange.head(status, { 'content-type': type });
    exchange.end(body);
  };
  return handler;
}

/** Closes the connection without a response. */
export const cut: Handler = (exchange) => exchange.destroy();

/** Never responds. */
export const silent: Handler = () => {};

/** Sends the start of a response and closes the connection. */
export function half(body: string): Handler {
  return async (exchange) => {
    exchange.head(200, {
      'content-type': 'application/json; charset=utf-8',
      'content-length': String(body.length),
    });
    await exchange.write(body.slice(0, body.length / 2));
    exchange.destroy();
  };
}

export const html = bytes('<html><body>Welcome to nginx!</body></html>', 200, 'text/html');

export const version = bytes('{"version":"0.30.0"}');

/** An Ollama with `tiny:latest` and `acme/Embed:v1`, and with `tiny:latest` in memory. */
export const healthy: Readonly<Record<string, Handler>> = {
  '/api/version': version,
  '/api/tags': bytes(
    `{"models":[{"name":"tiny:latest","model":"tiny:latest","modified_at":"2026-11-01T12:00:00.123456789+01:00","size":4661224676,"digest":"baf6a787fdffd633537aa2eb51cfd54cb93ff08e28040095462bb63daf552878","details":{"parent_model":"","format":"gguf","family":"llama","families":["llama"],"parameter_size":"1.2B","quantization_level":"Q8_0"},"capabilities":["completion"]},{"name":"acme/Embed:v1","model":"acme/Embed:v1","modified_at":"2026-10-01T00:00:00Z","size":45960996,"digest":"1b226e2802dbb772b5fc32a58f103ca1804ef7501331012de126ab22f67475ef","details":{"format":"gguf","family":"bert","families":null,"parameter_size":"23M","quantization_level":"F16"}}]}`,
  ),
  '/api/ps': bytes(
    `{"models":[{"name":"tiny:latest","model":"tiny:latest","size":5137025024,"digest":"baf6a787fdffd633537aa2eb51cfd54cb93ff08e28040095462bb63daf552878","details":{"family":"llama"},"expires_at":"2026-11-01T12:05:00.5Z","size_vram":4294967296,"context_length":4096}]}`,
  ),
  '/api/show': (exchange) => {
    const { model } = exchange.request.body as { model?: string };
    const known: Readonly<Record<string, Handler>> = {
      'tiny:latest': bytes(
        `{"license":"LLAMA 3.2 COMMUNITY LICENSE \\u003c...\\u003e","modelfile":"# Modelfile","parameters":"stop \\"x\\"","template":"{{ .Prompt }}","details":{"parent_model":"","format":"gguf","family":"llama","families":["llama"],"parameter_size":"1.2B","quantization_level":"Q8_0"},"model_info":{"general.architecture":"llama","general.parameter_count":1235814432,"llama.context_length":131072,"llama.embedding_length":2048,"tokenizer.ggml.tokens":null},"capabilities":["completion","tools","insert","thinking"],"modified_at":"2026-11-01T12:00:00Z"}`,
      ),
      'acme/Embed:v1': bytes(
        '{"template":"","details":{"family":"bert","parameter_size":"23M","quantization_level":"F16"},"model_info":{"general.architecture":"bert","bert.context_length":512,"bert.embedding_length":384},"capabilities":["embedding"]}',
      ),
    };
    const missing = bytes(`{"error":"model '${model}' not found"}`, 404);
    return (known[model ?? ''] ?? missing)(exchange);
  },
};

/** A healthy Ollama with changes at some endpoints. */
export function scriptedOllama(changes: Readonly<Record<string, Handler>> = {}): Handler {
  const endpoints = { ...healthy, ...changes };
  const unknown = bytes('404 page not found', 404, 'text/plain');
  return (exchange) => (endpoints[exchange.request.path] ?? unknown)(exchange);
}
