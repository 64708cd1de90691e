import { authorize, isAllowed } from '../../auth/policy.ts';
import type { Viewer } from '../../auth/viewer.ts';
import type { Database } from '../../db/database.ts';
import type { Model } from '../../db/model.entity.ts';
import { type CircuitState, platformTenant } from '../../domain.ts';
import { NotFoundError, type UpstreamErrorReason } from '../../errors.ts';
import { LiveReader } from '../../events/live-reader.ts';
import { SharedAnswers } from '../../events/shared-answers.ts';
import { resetCircuits } from '../models/model-circuits.ts';
import { findForChange, isBuiltin, maySeeInside } from '../models/model-owner.ts';
import { readModels } from '../models/model-store.ts';
import { type CircuitViewer, hashOfTenant, stateAt } from './circuit.ts';
import type { CircuitMemory } from './circuit-memory.ts';
import { type CircuitKey, modelItself, type StoredCircuit } from './circuit-store.ts';
import type { TargetHealth } from './target-health.ts';
import { UnseenHealth } from './unseen-health.ts';

/** The circuit of a model or of a key, as clients see it. */
export interface HealthView {
  readonly state: CircuitState;
  readonly reason: UpstreamErrorReason | null;
  readonly until: Date | null;
  readonly lastSuccessAt: Date | null;
}

/** What a circuit belongs to: the model, its own credential, or another key. */
export type CircuitTarget = 'MODEL' | 'CREDENTIAL' | 'KEY';

/** A change of a circuit. */
export interface HealthChange {
  /** Tenant that owns the model. */
  readonly owner: string;
  readonly modelId: string;
  readonly target: CircuitTarget;
  /** The key; null for the model and its own credential, and when the viewer may not see keys. */
  readonly keyId: string | null;
  readonly health: HealthView;
  /** Subscribers of this process share it. */
  readonly circuit: StoredCircuit;
}

export interface HealthServiceOptions {
  readonly database: Database;
  readonly memory: CircuitMemory;
  readonly health: Pick<TargetHealth, 'lastSuccessAt'>;
}

/** How long the subscribers that receive a change share one load of its model, in milliseconds. */
const shareModelMs = 1_000;

/** Shows and resets the circuits of models and keys. */
export class HealthService {
  readonly #options: HealthServiceOptions;
  readonly #models = new SharedAnswers<StoredCircuit, Model | null>({ keepMs: shareModelMs });

  constructor(options: HealthServiceOptions) {
    this.#options = options;
  }

  /**
   * The circuit of a model that the viewer may read, or of one of its keys.
   *
   * @param keyId the model's ID for its own credential. Default: the model itself.
   */
  async view(
    viewer: Viewer | null,
    { id: modelId, tenantId: owner }: Pick<Model, 'id' | 'tenantId'>,
    keyId: string = modelItself,
  ): Promise<HealthView> {
    const circuits = await this.#options.memory.load(owner);
    const circuit = circuits.find(modelId, keyId);
    const state = stateAt(circuit, circuits.now, circuitViewer(viewer, owner));
    return this.#viewOf(viewer, { owner, modelId, keyId }, state, circuit);
  }

  /**
   * Closes the circuits of a model and its keys, or of one key.
   *
   * @throws NotFoundError | BuiltinModelError | UnauthenticatedError | ForbiddenError
   */
  async reset(viewer: Viewer | null, id: string, keyId: string | null): Promise<Model> {
    const { database, memory } = this.#options;
    const model = await findForChange(database, viewer, id);
    const owner = model.tenantId;
    if (keyId !== null && !model.keys.some((key) => key.keyId === keyId)) {
      throw new NotFoundError('The model has no key with this keyId.');
    }
    const all = [modelItself, id, ...model.keys.map((key) => key.keyId)];
    const circuits = keyId === null ? all : [keyId];
    await database.asTenant(owner, (em) => resetCircuits(em, owner, id, circuits));
    // The notification may arrive after the result has been read.
    const { circuits: known, subscription } = await memory.join(owner, () => {});
    using _joined = subscription;
    await known.refresh();
    return model;
  }

  /**
   * Returns the state of each circuit that is not CLOSED, of the tenant's models and of built-in
   * ones, and then each change. A slow reader gets only the newest state of each circuit.
   */
  async follow(viewer: Viewer | null): Promise<AsyncIterableIterator<HealthChange>> {
    const { tenantId } = authorize(viewer, 'model:choose');
    using joining = new DisposableStack();
    const reader: LiveReader<HealthChange> = new LiveReader({
      take: () => own.take() ?? shared.take(),
      onLeave: () => joined.dispose(),
    });
    const join = async (owner: string) => {
      const { memory } = this.#options;
      const { circuits, subscription } = await memory.join(owner, () => reader.wake());
      joining.use(subscription);
      const seenBy = circuitViewer(viewer, owner);
      const seesKeys = maySeeInside(viewer, { tenantId: owner });
      return new UnseenHealth<HealthChange>(circuits, seenBy, (circuit, state) => {
        const key = { owner, modelId: circuit.modelId, keyId: circuit.keyId };
        const target = targetOf(key);
        const keyId = target === 'KEY' && seesKeys ? key.keyId : null;
        return {
          ...key,
          target,
          keyId,
          health: this.#viewOf(viewer, key, state, circuit),
          circuit,
        };
      });
    };
    const own = await join(tenantId);
    const shared = await join(platformTenant);
    const joined = joining.move();
    return reader;
  }

  /** The model of a change as it is now; null when it has been deleted. */
  findModel({ owner, modelId, circuit }: HealthChange): Model | null | Promise<Model | null> {
    return this.#models.get(circuit, '', async () => {
      const [model = null] = await readModels(this.#options.database, owner, [modelId]);
      return model;
    });
  }

  #viewOf(
    viewer: Viewer | null,
    key: CircuitKey,
    state: CircuitState,
    circuit: StoredCircuit | undefined,
  ): HealthView {
    const known = this.#options.health.lastSuccessAt(key)?.getTime() ?? 0;
    const lastSuccessAt = Math.max(known, circuit?.lastSuccessAt ?? 0);
    const isClosed = state === 'CLOSED';
    // The use of built-in models by other tenants is not visible.
    const isHidden = isBuiltin({ tenantId: key.owner }) && !isAllowed(viewer, 'builtin:write');
    return {
      state,
      reason: isClosed ? null : (circuit?.reason ?? null),
      until: isClosed || circuit?.until == null ? null : new Date(circuit.until),
      lastSuccessAt: lastSuccessAt === 0 || isHidden ? null : new Date(lastSuccessAt),
    };
  }
}

/** Platform administrators see of built-in models what any tenant has caused. */
function circuitViewer(viewer: Viewer | null, owner: string): CircuitViewer {
  const isPlatform = viewer === null || isAllowed(viewer, 'builtin:write');
  return {
    tenant: isPlatform ? null : hashOfTenant(viewer.tenantId),
    isShared: owner === platformTenant,
  };
}

function targetOf({ modelId, keyId }: CircuitKey): CircuitTarget {
  if (keyId === modelItself) return 'MODEL';
  return keyId === modelId ? 'CREDENTIAL' : 'KEY';
}
