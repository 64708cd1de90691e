import { authorize } from '../auth/policy.ts';
import type { Viewer } from '../auth/viewer.ts';
import type { Database } from '../db/database.ts';
import type { Model } from '../db/model.entity.ts';
import { InvalidInputError } from '../errors.ts';
import { setCredentialInput } from './credential-input.ts';
import type { CredentialView, ModelCredential } from './model-credential.ts';
import { getModel } from './model-store.ts';
import { parseInput } from './parse-input.ts';

export interface CredentialServiceOptions {
  readonly database: Database;
  readonly credential: ModelCredential;
  readonly now: () => Date;
}

/** Takes in the credentials of models; none ever comes back out. */
export class CredentialService {
  readonly #options: CredentialServiceOptions;

  constructor(options: CredentialServiceOptions) {
    this.#options = options;
  }

  /**
   * Sets API key and secret headers: absent keeps, null clears.
   *
   * @throws NotFoundError | InvalidInputError
   */
  async set(viewer: Viewer | null, id: string, input: unknown): Promise<Model> {
    const { tenantId } = authorize(viewer, 'model:update');
    const { database, credential, now } = this.#options;
    const { apiKey, headers } = parseInput(setCredentialInput, input, ['input']);
    return database.asTenant(tenantId, async (em) => {
      const model = await getModel(em, id, { lock: true });
      if (model.source === 'LOCAL') {
        const message = 'is the id of a local model, which needs no credential';
        throw new InvalidInputError([{ path: ['input', 'id'], message }]);
      }
      const time = now();
      if (apiKey !== undefined) credential.setApiKey(model, apiKey, time);
      if (headers !== undefined) credential.setHeaders(model, headers ?? [], time);
      model.updatedAt = time;
      await em.flush();
      return model;
    });
  }

  /** Forgets API key and secret headers, also those that cannot be opened. @throws NotFoundError */
  async clear(viewer: Viewer | null, id: string): Promise<Model> {
    const { tenantId } = authorize(viewer, 'model:update');
    const { database, credential, now } = this.#options;
    return database.asTenant(tenantId, async (em) => {
      const model = await getModel(em, id, { lock: true });
      const time = now();
      credential.drop(model, time);
      model.updatedAt = time;
      await em.flush();
      return model;
    });
  }

  view(model: Model): CredentialView {
    return this.#options.credential.view(model);
  }
}
