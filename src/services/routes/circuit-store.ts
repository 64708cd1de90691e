import type { SqlEntityManager } from '@mikro-orm/sql';
import type { Database } from '../../db/database.ts';
import { platformTenant } from '../../domain.ts';
import { wakeUpChannel } from '../../events/wake-ups.ts';
import { circuitsTopic } from '../models/model-circuits.ts';
import { afterReport, type Circuit, type CircuitRules, type Report, shifted } from './circuit.ts';

/** Identifies a circuit. */
export interface CircuitKey {
  /** Tenant that owns the model. */
  readonly owner: string;
  readonly modelId: string;
  /** The key; the model's ID for its own credential, and the nil UUID for the model itself. */
  readonly keyId: string;
}

/** A circuit with failures. */
export interface StoredCircuit extends Circuit, Omit<CircuitKey, 'owner'> {}

/** The versions of the model and of the key that were called; `keyVersion` is 0 without a key. */
export interface CircuitVersion {
  readonly modelVersion: number;
  readonly keyVersion: number;
}

/** Results of calls for one circuit, in their order. */
export interface CircuitReports {
  readonly key: CircuitKey;
  readonly version: CircuitVersion;
  /** Their times are values of performance.now(). */
  readonly reports: readonly Report[];
}

/** A circuit that has opened. */
export interface Opening {
  readonly key: CircuitKey;
  readonly circuit: Circuit;
}

/** The key ID of the circuit of a model itself. */
export const modelItself = '00000000-0000-0000-0000-000000000000';

/** Bounds the memory that the circuits of one owner use. Open ones come first. */
const maxCircuits = 1_000;

const milliseconds = (time: string) => `(extract(epoch from ${time}) * 1000)::float8`;
const columns = `json_build_object(
  'modelId', h.model_id, 'keyId', h.key_id, 'failures', h.failures, 'tenants', h.tenants,
  'windowStart', ${milliseconds('h.window_start')}, 'openings', h.openings,
  'until', ${milliseconds('h.until')}, 'probeUntil', ${milliseconds('h.probe_until')},
  'reason', h.reason, 'lastSuccessAt', ${milliseconds('h.last_success_at')})::text`;

/** Circuits in the database, and its time when they were read, in milliseconds. */
export interface CircuitsRead {
  readonly circuits: readonly StoredCircuit[];
  readonly now: number;
}

/** Reads and writes circuits. All times are those of the database. */
export class CircuitStore {
  readonly #database: Database;
  readonly #rules: CircuitRules;

  constructor(database: Database, rules: CircuitRules) {
    this.#database = database;
    this.#rules = rules;
  }

  /** Reads the circuits of an owner that have failures. */
  async read(owner: string): Promise<CircuitsRead> {
    const rows = await this.#database.read(owner, {
      text: `select ${columns}, ${milliseconds('clock_timestamp()')}::text
        from target_health h where h.tenant_id = $1
        order by h.until desc nulls last limit ${maxCircuits}`,
      values: [owner],
    });
    return {
      circuits: rows.map(([text]) => JSON.parse(text ?? 'null') as StoredCircuit), // as selected
      now: Number(rows[0]?.[1] ?? 0),
    };
  }

  /**
   * Applies results of calls in one transaction, and announces the changes. Ignores results of
   * models and keys that have been changed since the call, or are being changed.
   *
   * @returns the circuits that have opened.
   */
  async write(batch: readonly CircuitReports[]): Promise<Opening[]> {
    // Every transaction locks in this order, so that none waits for another in a circle.
    const entries = batch.toSorted((a, b) => compare(nameOf(a.key), nameOf(b.key)));
    return this.#database.asPlatform(async (em) => {
      const { circuits, current, now } = await lock(em, entries);
      const offsetMs = now - performance.now();
      const changed: (Opening | { key: CircuitKey; circuit: null })[] = [];
      const openings: Opening[] = [];
      for (const { key, reports } of entries) {
        if (!current.has(nameOf(key))) continue;
        const before = circuits.get(nameOf(key)) ?? null;
        const context = { rules: this.#rules, isShared: key.owner === platformTenant, now };
        let circuit: Circuit | null = before;
        for (const report of reports) {
          circuit = afterReport(circuit, shifted(report, offsetMs), context);
        }
        if (circuit === before) continue;
        changed.push({ key, circuit });
        if (circuit === null || circuit.until === null) continue;
        if (now >= (before?.until ?? 0)) openings.push({ key, circuit });
      }
      await store(em, changed);
      return openings;
    });
  }

  /**
   * Requests that this call tests a circuit that is HALF_OPEN. One call for all processes may.
   *
   * @returns true also when the circuit has closed.
   */
  async takeProbe({ owner, modelId, keyId }: CircuitKey): Promise<boolean> {
    return this.#database.asPlatform(async (em) => {
      const [row] = await em.execute<{ granted: boolean }[]>(
        `with taken as (
           update target_health
           set probe_until = clock_timestamp() + ? * interval '1 millisecond'
           where model_id = ? and key_id = ? and until <= clock_timestamp()
             and coalesce(probe_until, '-infinity') <= clock_timestamp()
           returning pg_notify(?, ?)
         )
         select exists (select 1 from taken) or not exists (
           select 1 from target_health
           where model_id = ? and key_id = ? and until is not null
         ) as granted`,
        [this.#rules.probeMs, modelId, keyId, wakeUpChannel, circuitsTopic(owner), modelId, keyId],
      );
      return row?.granted === true;
    });
  }

  /** Counts the circuits of the installation that are not closed, by state. */
  async countByState(): Promise<[{ state: string }, number][]> {
    const [row] = await this.#database.asPlatform((em) =>
      em.execute<{ open: string; half_open: string }[]>(
        `select count(*) filter (where until > clock_timestamp()) as open,
           count(*) filter (where until <= clock_timestamp()) as half_open from target_health`,
      ),
    );
    return [
      [{ state: 'OPEN' }, Number(row?.open)],
      [{ state: 'HALF_OPEN' }, Number(row?.half_open)],
    ];
  }
}

interface LockedCircuits {
  /** Those with rows, by name. */
  readonly circuits: ReadonlyMap<string, Circuit>;
  /** Names of those whose model and key still have the versions. */
  readonly current: ReadonlySet<string>;
  /** Time after the last lock was acquired. */
  readonly now: number;
}

/** Locks circuits, with and without rows. */
async function lock(
  em: SqlEntityManager,
  entries: readonly CircuitReports[],
): Promise<LockedCircuits> {
  const list = JSON.stringify(
    entries.map(({ key: { modelId, keyId }, version }) => ({ modelId, keyId, ...version })),
  );
  const names = JSON.stringify(entries.map(({ key }) => `circuit ${nameOf(key)}`));
  await em.execute(
    `select pg_advisory_xact_lock(hashtextextended(name, 0))
     from json_array_elements_text(?::json) as k (name)`,
    [names],
  );
  const rows = await em.execute<{ circuit: string }[]>(
    `select ${columns} as circuit from target_health h
     where (h.model_id, h.key_id) in (
       select "modelId", "keyId" from json_to_recordset(?::json) as k ("modelId" uuid, "keyId" uuid))
     order by h.model_id, h.key_id for update`,
    [list],
  );
  // The locks prevent a change from closing circuits before this transaction inserts one.
  const unchanged = await em.execute<{ name: string }[]>(
    `with called as materialized (
       select * from json_to_recordset(?::json) as k (
         "modelId" uuid, "keyId" uuid, "modelVersion" int, "keyVersion" int)
     ), same_model as materialized (
       select id from model where (id, version) in (select "modelId", "modelVersion" from called)
         and deleted_at is null for share skip locked
     ), same_key as materialized (
       select id from api_key where (id, version) in (select "keyId", "keyVersion" from called)
       for share skip locked
     )
     select "modelId" || ' ' || "keyId" as name from called
     where ("modelId" in (select id from same_model)
         or not exists (select 1 from model where id = "modelId"))
       and ("keyId" in (select id from same_key)
         or not exists (select 1 from api_key where id = "keyId"))`,
    [list],
  );
  const [clock] = await em.execute<{ now: number }[]>(
    `select ${milliseconds('clock_timestamp()')} as now`,
  );
  const circuits = new Map<string, Circuit>();
  for (const { circuit } of rows) {
    const { modelId, keyId, ...read } = JSON.parse(circuit) as StoredCircuit; // as selected
    circuits.set(nameOf({ modelId, keyId }), read);
  }
  const current = new Set(unchanged.map(({ name }) => name));
  return { circuits, current, now: Number(clock?.now) };
}

async function store(
  em: SqlEntityManager,
  changed: readonly { readonly key: CircuitKey; readonly circuit: Circuit | null }[],
): Promise<void> {
  if (changed.length === 0) return;
  const rows = changed.map(({ key, circuit }) => ({ ...key, ...circuit, gone: circuit === null }));
  const topics = new Set(changed.map(({ key }) => circuitsTopic(key.owner)));
  const time = (name: string) => `to_timestamp("${name}" / 1000)`;
  await em.execute(
    `with given as materialized (
       select * from json_to_recordset(?::json) as g (
         owner text, "modelId" uuid, "keyId" uuid, gone boolean, failures int, tenants text[],
         "windowStart" float8, openings int, until float8, "probeUntil" float8, reason text,
         "lastSuccessAt" float8)
     ), closed as (
       delete from target_health h using given g
       where g.gone and h.model_id = g."modelId" and h.key_id = g."keyId"
     ), failed as (
       insert into target_health (tenant_id, model_id, key_id, failures, tenants, window_start,
         openings, until, probe_until, reason, last_success_at)
       select owner, "modelId", "keyId", failures, tenants, ${time('windowStart')}, openings,
         ${time('until')}, ${time('probeUntil')}, reason, ${time('lastSuccessAt')}
       from given where not gone
       on conflict (model_id, key_id) do update set failures = excluded.failures,
         tenants = excluded.tenants, window_start = excluded.window_start,
         openings = excluded.openings, until = excluded.until, probe_until = excluded.probe_until,
         reason = excluded.reason, last_success_at = excluded.last_success_at
     )
     select pg_notify(?, topic) from json_array_elements_text(?::json) as announced (topic)`,
    [JSON.stringify(rows), wakeUpChannel, JSON.stringify([...topics])],
  );
}

export function nameOf({ modelId, keyId }: Pick<CircuitKey, 'modelId' | 'keyId'>): string {
  return `${modelId} ${keyId}`;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
