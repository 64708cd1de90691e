import type { Viewer } from '../auth/viewer.ts';
import type { OllamaView } from '../services/ollama/ollama-view.ts';
import type { Services } from '../services/services.ts';

/**
 * What a resolver gets. It holds no entity manager and no loaded rows: every service call reads
 * afresh, so that an event of a long subscription never shows what an earlier one had loaded.
 */
export interface Context {
  /** Null for a request without a token. Services decide what that may do. */
  readonly viewer: Viewer | null;
  readonly services: Services;
  /** Aborted when the client is gone. */
  readonly signal: AbortSignal;
  /** Whether the connection stands: whoever leaves while it does has chosen to. */
  readonly isConnected: () => boolean;
  /** Created by the first field that needs it, so that an operation sends each request to Ollama once. */
  ollama?: OllamaView;
}
