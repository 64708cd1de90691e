import type { PGlite } from '@electric-sql/pglite';

/** The embedded database has crashed. Its files are intact; it has to be opened again. */
export class DatabaseCrashedError extends Error {
  override name = 'DatabaseCrashedError';
  constructor(cause: unknown) {
    super('The embedded database crashed; restart the server.', { cause });
  }
}

/** The parts of PGlite's WebAssembly module that are used here, and not declared. */
interface WasmModule {
  /** Where the stack of the C code ends. */
  readonly ___stack_pointer: { value: number };
  /** Processes one message. Throws a text when PostgreSQL has reported an error. */
  _PostgresMainLoopOnce: () => void;
  /** PGlite's handler calls it first, to see what the exception was. */
  _pgl_setPGliteExitStatus: (status: number) => number;
}

/**
 * Makes PGlite survive errors, and report crashes.
 *
 * - An error unwinds the C code without giving its stack back, about 800 bytes each. After some 2,500
 *   failed statements, such as violations of a unique index, every statement fails with
 *   "stack depth limit exceeded". Nothing is on the stack between statements, so it is reset.
 * - PGlite ignores exceptions of WebAssembly, such as a stack overflow: the statement seems to
 *   succeed, although it was not executed, and later ones fail in odd ways.
 *
 * @param onCrash called once. Every statement throws a {@link DatabaseCrashedError} from then on.
 * @returns ends the supervision.
 */
export function supervisePglite(
  pglite: PGlite,
  onCrash: (error: DatabaseCrashedError) => void,
): Disposable {
  const wasm = pglite.Module as unknown as WasmModule;
  const processMessage = wasm._PostgresMainLoopOnce;
  const exchangeStatus = wasm._pgl_setPGliteExitStatus;
  const execute = pglite.execProtocolRawSync.bind(pglite);
  let crash: DatabaseCrashedError | null = null;
  wasm._PostgresMainLoopOnce = () => {
    try {
      processMessage();
    } catch (error) {
      if (typeof error !== 'string') {
        crash = new DatabaseCrashedError(error);
        onCrash(crash);
      }
      throw error;
    }
  };
  wasm._pgl_setPGliteExitStatus = (status) => {
    if (crash !== null) throw crash;
    return exchangeStatus(status);
  };
  pglite.execProtocolRawSync = (message) => {
    if (crash !== null) throw crash;
    const { value } = wasm.___stack_pointer;
    try {
      return execute(message);
    } finally {
      wasm.___stack_pointer.value = value;
    }
  };
  return {
    [Symbol.dispose]: () => {
      wasm._PostgresMainLoopOnce = processMessage;
      wasm._pgl_setPGliteExitStatus = exchangeStatus;
      pglite.execProtocolRawSync = execute;
    },
  };
}
