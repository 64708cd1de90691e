import { randomUUID } from 'node:crypto';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { IdempotencyKey } from '../../db/idempotency-key.entity.ts';
import { RequestIdReusedError } from '../../errors.ts';
import type { Keyring } from '../../secrets/keyring.ts';

/** How long a request id is bound to its first input, in milliseconds. */
export const requestIdLifetimeMs = 86_400_000;

/** A request with an id that the client has chosen. */
export interface IdentifiedRequest {
  readonly tenantId: string;
  readonly requestId: string;
  /** The whole input, which a repeated request must match. */
  readonly input: unknown;
  readonly now: Date;
}

/** Prevents a repeated request from creating a second model or download. */
export class RequestIds {
  readonly #keyring: Keyring;

  constructor(keyring: Keyring) {
    this.#keyring = keyring;
  }

  /**
   * @returns the ID of the object that this request created before; null when there is none.
   * @throws RequestIdReusedError when the id was used with another input.
   */
  async find(em: SqlEntityManager, request: IdentifiedRequest): Promise<string | null> {
    const { tenantId, requestId } = request;
    const createdAt = { $gt: expiry(request.now) };
    const row = await em.findOne(IdempotencyKey, { tenantId, requestId, createdAt });
    if (row === null) return null;
    if (!this.#keyring.matches(row.digest, textOf(request))) {
      throw new RequestIdReusedError(
        'This requestId was used with a different input; use a new requestId for a new request.',
      );
    }
    return row.objectId;
  }

  /**
   * Reserves the ID for an object that is about to be created. Of concurrent calls, one succeeds,
   * and the others wait until its transaction ends.
   *
   * @returns null when the ID was reserved; otherwise as {@link find}.
   */
  async claim(
    em: SqlEntityManager,
    request: IdentifiedRequest,
    objectId: string,
  ): Promise<string | null> {
    const { tenantId, requestId, now } = request;
    const digest = this.#keyring.digest(textOf(request));
    const claimed = await em.execute<unknown[]>(
      `insert into idempotency_key as present (tenant_id, request_id, digest, object_id, created_at)
       values (?, ?, ?, ?, ?)
       on conflict (tenant_id, request_id) do update
         set digest = excluded.digest, object_id = excluded.object_id, created_at = excluded.created_at
         where present.created_at <= ?
       returning object_id`,
      [tenantId, requestId, digest, objectId, now, expiry(now)],
    );
    return claimed.length > 0 ? null : this.find(em, request);
  }

  /**
   * As {@link claim}, for an object whose ID is known only after it was created.
   *
   * @returns the ID that `create` returned for this request, now or at its first attempt.
   */
  async once(
    em: SqlEntityManager,
    request: IdentifiedRequest,
    create: () => Promise<string>,
  ): Promise<string> {
    const earlier = await this.claim(em, request, randomUUID());
    if (earlier !== null) return earlier;
    const id = await create();
    await em.execute(
      'update idempotency_key set object_id = ? where tenant_id = ? and request_id = ?',
      [id, request.tenantId, request.requestId],
    );
    return id;
  }
}

function expiry(now: Date): Date {
  return new Date(now.getTime() - requestIdLifetimeMs);
}

function textOf({ tenantId, input }: IdentifiedRequest): string {
  return JSON.stringify([tenantId, input]);
}
