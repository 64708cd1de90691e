import type { Database } from '../../src/db/database.ts';
import type { UpstreamErrorReason } from '../../src/errors.ts';
import { wakeUpChannel } from '../../src/events/wake-ups.ts';
import { circuitsTopic } from '../../src/services/models/model-circuits.ts';
import { modelItself } from '../../src/services/routes/circuit-store.ts';

export interface OpenCircuit {
  /** Tenant that owns the model. */
  readonly owner: string;
  /** Global ID of the model. */
  readonly modelId: string;
  /** @default the model itself */
  readonly keyId?: string;
  readonly forMs?: number;
  readonly reason?: UpstreamErrorReason;
  /** Hashes of the tenants that failed. @default two of them */
  readonly tenants?: readonly string[];
}

/** Opens a circuit as another process does. Its last success was at the start of 2026. */
export async function openCircuit(database: Database, circuit: OpenCircuit): Promise<void> {
  const { owner, modelId, keyId = modelItself, forMs = 60_000, reason = 'UNAVAILABLE' } = circuit;
  const tenants = circuit.tenants ?? ['one', 'another'];
  await database.asPlatform(async (em) => {
    await em.execute(
      `insert into target_health (model_id, key_id, tenant_id, failures, tenants, window_start,
         openings, until, reason, last_success_at)
       values (?, ?, ?, 5, ?, clock_timestamp(), 1,
         clock_timestamp() + ? * interval '1 millisecond', ?, '2026-01-01T00:00:00Z')`,
      [rowIdOf(modelId), keyId, owner, `{${tenants.join()}}`, forMs, reason],
    );
    await em.execute('select pg_notify(?, ?)', [wakeUpChannel, circuitsTopic(owner)]);
  });
}

/** The ID of the row of a model. */
export function rowIdOf(globalId: string): string {
  return Buffer.from(globalId, 'base64url').toString().split(':')[1] ?? '';
}

/**
 * Lets time pass for the circuit of a model: moves the end of its opening, and the end of the time
 * that a call has to test it.
 */
export async function moveCircuit(
  database: Database,
  modelId: string,
  times: { readonly until?: number; readonly probeUntil?: number },
): Promise<void> {
  await database.asPlatform(async (em) => {
    const moved = await em.execute<{ tenant_id: string }[]>(
      `update target_health set until = until + ? * interval '1 millisecond',
         probe_until = probe_until + ? * interval '1 millisecond'
       where model_id = ? and key_id = ? returning tenant_id`,
      [times.until ?? 0, times.probeUntil ?? 0, rowIdOf(modelId), modelItself],
    );
    const owner = moved[0]?.tenant_id ?? '';
    await em.execute('select pg_notify(?, ?)', [wakeUpChannel, circuitsTopic(owner)]);
  });
}
