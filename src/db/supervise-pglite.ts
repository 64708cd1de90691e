import type { PGlite } from '@electric-sql/pglite';

/** The embedded database has crashed. Its files are intact; the process must open it again. */
export class DatabaseCrashedError extends Error {
  override name = 'DatabaseCrashedError';
  constructor(cause: unknown) {
    super('The embedded database crashed; restart the server.', { cause });
  }
}

/** Undeclared members of PGlite's WebAssembly module. */
interface WasmModule {
  /** End of the stack of the C code. */
  readonly ___stack_pointer: { value: number };
  /** Processes one message. Throws a string when PostgreSQL has reported an error. */
  _PostgresMainLoopOnce: () => void;
  /** The first call of PGlite's exception handler. */
  _pgl_setPGliteExitStatus: (status: number) => number;
}

/**
 * Repairs PGlite after errors, and reports its crashes.
 *
 * - An error leaves about 800 bytes on the stack of the C code. After some 2,500 failed statements,
 *   such as violations of a unique index, every statement fails with "stack depth limit exceeded".
 *   The stack is empty between statements, so it is reset after each.
 * - PGlite ignores WebAssembly exceptions, such as a stack overflow: the statement seems to
 * succeed,   although it was not executed, and later statements fail for no visible reason.
 *
 * @param onCrash called once. After that, every statement throws a {@link DatabaseCrashedError}.
 * @returns a function that ends the supervision.
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
