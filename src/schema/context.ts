import type { Viewer } from '../auth/viewer.ts';
import type { OllamaView } from '../services/ollama/ollama-view.ts';
import type { Services } from '../services/services.ts';

/**
 * The context of resolvers. It contains no entity manager and no loaded rows: every service call
 * reads the database again, so that events of a long subscription never contain outdated rows.
 */
export interface Context {
  /** Null for a request without a token. Services decide whether that is allowed. */
  readonly viewer: Viewer | null;
  readonly services: Services;
  /** Aborted when the client ends the operation or disconnects. */
  readonly signal: AbortSignal;
  /** Whether the connection is open, which distinguishes unsubscribing from disconnecting. */
  readonly isConnected: () => boolean;
  /**
   * State of Ollama. Created by the first field that needs it, so that an operation sends each
   * request to Ollama once.
   */
  ollama?: OllamaView;
}
