import type { CircuitState } from '../../domain.ts';
import { type CircuitViewer, stateAt } from './circuit.ts';
import { nameOf, type StoredCircuit } from './circuit-store.ts';
import type { OwnerCircuits } from './owner-circuits.ts';

interface Seen {
  readonly circuit: StoredCircuit;
  readonly state: CircuitState;
}

/** The changes of the circuits of one owner that one subscriber has not received yet. */
export class UnseenHealth<Change> {
  readonly #circuits: OwnerCircuits;
  readonly #viewer: CircuitViewer;
  readonly #toChange: (circuit: StoredCircuit, state: CircuitState) => Change;
  /** The circuits as delivered last, without those that are CLOSED. */
  readonly #seen = new Map<string, Seen>();

  /** @param toChange receives the last known circuit when it has closed. */
  constructor(
    circuits: OwnerCircuits,
    viewer: CircuitViewer,
    toChange: (circuit: StoredCircuit, state: CircuitState) => Change,
  ) {
    this.#circuits = circuits;
    this.#viewer = viewer;
    this.#toChange = toChange;
  }

  /** Returns the next change; undefined when there is none yet. */
  take(): Change | undefined {
    const { all, now } = this.#circuits;
    for (const circuit of all) {
      const state = stateAt(circuit, now, this.#viewer);
      const name = nameOf(circuit);
      const seen = this.#seen.get(name);
      // It can be open for another tenant, or have failures without being open.
      if (state === 'CLOSED' && seen === undefined) continue;
      if (state === (seen?.state ?? 'CLOSED') && isSame(circuit, seen?.circuit)) continue;
      if (state === 'CLOSED') this.#seen.delete(name);
      else this.#seen.set(name, { circuit, state });
      return this.#toChange(circuit, state);
    }
    for (const [name, { circuit }] of this.#seen) {
      if (this.#circuits.find(circuit.modelId, circuit.keyId) !== undefined) continue;
      this.#seen.delete(name);
      return this.#toChange(circuit, 'CLOSED');
    }
    return undefined;
  }
}

function isSame({ until, reason }: StoredCircuit, seen: StoredCircuit | undefined): boolean {
  return until === null || (until === seen?.until && reason === seen.reason);
}
