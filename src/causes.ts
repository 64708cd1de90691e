const maxCauses = 8;

/** An error and its causes, the outermost first. */
export function* causesOf(error: unknown): Generator<Error> {
  let cause = error;
  // A chain of causes can contain itself.
  for (let depth = 0; cause instanceof Error && depth < maxCauses; depth += 1) {
    yield cause;
    cause = cause.cause;
  }
}
