import type { SqlEntityManager } from '@mikro-orm/sql';
import { z } from 'zod';
import { authorize } from '../../auth/policy.ts';
import type { Viewer } from '../../auth/viewer.ts';
import { AuditEvent } from '../../db/audit-event.entity.ts';
import type { Database } from '../../db/database.ts';
import { type ModelAction, platformTenant } from '../../domain.ts';
import { InvalidInputError, NotResumableError } from '../../errors.ts';
import { TailReader } from '../../events/tail-reader.ts';
import type { WakeUps } from '../../events/wake-ups.ts';
import { changesTopic } from './model-audit.ts';

export const modelChangeKinds = ['CREATED', 'UPDATED', 'DELETED'] as const;
export type ModelChangeKind = (typeof modelChangeKinds)[number];

/** Something that has become different about what a viewer may see. */
export interface ModelChange {
  readonly kind: ModelChangeKind;
  readonly modelId: string;
  /** Goes on behind this change. */
  readonly cursor: string;
}

export interface ModelChangeServiceOptions {
  readonly database: Database;
  readonly wakeUps: WakeUps;
  readonly now: () => Date;
  /** How long changes are kept, in milliseconds. */
  readonly retentionMs: number;
}

/** The last numbers that were read of the two logs: the tenant's and the platform's. */
interface Place {
  readonly own: number;
  readonly shared: number;
}

const portion = 100;

/** Follows what becomes of models, without a gap, whichever process changes them. */
export class ModelChangeService {
  readonly #options: ModelChangeServiceOptions;

  constructor(options: ModelChangeServiceOptions) {
    this.#options = options;
  }

  /**
   * Every change that is committed after the returned promise has resolved, or behind a cursor.
   *
   * @throws InvalidInputError | NotResumableError for a cursor that is none or too old.
   */
  async follow(
    viewer: Viewer | null,
    after: string | null,
  ): Promise<AsyncIterableIterator<ModelChange>> {
    const { tenantId } = authorize(viewer, 'model:read');
    const { database, wakeUps, now } = this.#options;
    let place = after === null ? null : this.#decode(after);
    const reader = new TailReader<ModelChange>({
      read: () =>
        database.asTenant(tenantId, async (em) => {
          const events = await findBehind(em, tenantId, place ?? { own: 0, shared: 0 });
          return events.map((event) => {
            place = move(place, event);
            const cursor = encode(place, now());
            const kind = kinds[event.action as Change]; // the others are not asked for
            return { kind, modelId: event.modelId, cursor };
          });
        }),
      onLeave: () => subscription[Symbol.dispose](),
    });
    // First listen, then look where the logs end: what comes between is heard, and then found.
    const topics = [tenantId, platformTenant].map(changesTopic);
    const subscription = await wakeUps.subscribe(topics, () => reader.wake());
    try {
      place ??= await database.asTenant(tenantId, (em) => findEnd(em, tenantId));
    } catch (error) {
      subscription[Symbol.dispose]();
      throw error;
    }
    return reader;
  }

  #decode(cursor: string): Place {
    const { own, shared, at } = parseCursor(cursor);
    if (at < this.#options.now().getTime() - this.#options.retentionMs) {
      throw new NotResumableError('What came behind this cursor is no longer kept; start anew.');
    }
    return { own, shared };
  }
}

/** What is only done with a model changes nothing about it. */
type Change = Exclude<ModelAction, 'TESTED'>;

const kinds: Readonly<Record<Change, ModelChangeKind>> = {
  CREATED: 'CREATED',
  RESTORED: 'CREATED',
  DELETED: 'DELETED',
  UPDATED: 'UPDATED',
  RESET: 'UPDATED',
  CREDENTIAL_SET: 'UPDATED',
  CREDENTIAL_CLEARED: 'UPDATED',
  DEFAULT_SET: 'UPDATED',
  DEFAULT_UNSET: 'UPDATED',
  PULL_REQUESTED: 'UPDATED',
  PULL_SUCCEEDED: 'UPDATED',
  PULL_FAILED: 'UPDATED',
  PULL_CANCELLED: 'UPDATED',
  WENT_MISSING: 'UPDATED',
};

function move(place: Place | null, { tenantId, seq }: AuditEvent): Place {
  const { own, shared } = place ?? { own: 0, shared: 0 };
  return tenantId === platformTenant ? { own, shared: seq } : { own: seq, shared };
}

async function findBehind(
  em: SqlEntityManager,
  tenantId: string,
  { own, shared }: Place,
): Promise<AuditEvent[]> {
  const behind = (owner: string, seq: number) =>
    em.find(
      AuditEvent,
      { tenantId: owner, seq: { $gt: seq }, action: { $ne: 'TESTED' } },
      { orderBy: { seq: 'asc' }, limit: portion },
    );
  return [...(await behind(tenantId, own)), ...(await behind(platformTenant, shared))];
}

async function findEnd(em: SqlEntityManager, tenantId: string): Promise<Place> {
  const last = async (owner: string) =>
    (await em.findOne(AuditEvent, { tenantId: owner }, { orderBy: { seq: 'desc' } }))?.seq ?? 0;
  return { own: await last(tenantId), shared: await last(platformTenant) };
}

const cursorShape = z.object({ own: z.int(), shared: z.int(), at: z.int() });

function encode(place: Place, now: Date): string {
  return Buffer.from(JSON.stringify({ ...place, at: now.getTime() })).toString('base64url');
}

function parseCursor(cursor: string): z.output<typeof cursorShape> {
  try {
    return cursorShape.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch {
    const message = 'must be the cursor of an earlier change';
    throw new InvalidInputError([{ path: ['after'], message }]);
  }
}
