import type { Viewer } from '../../auth/viewer.ts';
import type { Model } from '../../db/model.entity.ts';
import { InvalidInputError } from '../../errors.ts';
import { parseInput } from '../input/parse-input.ts';
import { setCredentialInput } from './credential-input.ts';
import type { CredentialView, ModelCredential } from './model-credential.ts';
import type { Edit, ModelEditor } from './model-editor.ts';
import { maySeeInside } from './model-owner.ts';

export interface CredentialServiceOptions {
  readonly credential: ModelCredential;
  readonly editor: ModelEditor;
}

/** Stores the credentials of models. They are write-only. */
export class CredentialService {
  readonly #options: CredentialServiceOptions;

  constructor(options: CredentialServiceOptions) {
    this.#options = options;
  }

  /**
   * Sets API key and secret headers. An absent field keeps its value, null deletes it.
   *
   * @throws NotFoundError | BuiltinModelError | InvalidInputError
   */
  async set(viewer: Viewer | null, id: string, input: unknown): Promise<Model> {
    const { credential, editor } = this.#options;
    return editor.edit(viewer, id, (model, { now }) => {
      const { apiKey, headers } = parseInput(setCredentialInput, input, ['input']);
      if (model.source === 'LOCAL') {
        const message = 'is the ID of a local model, which needs no credential';
        throw new InvalidInputError([{ path: ['input', 'id'], message }]);
      }
      if (apiKey !== undefined) credential.setApiKey(model, apiKey, now);
      if (headers !== undefined) credential.setHeaders(model, headers ?? [], now);
      const given = { apiKey, headers: headers?.length === 0 ? null : headers };
      return [
        ...auditEntry('CREDENTIAL_SET', given, (value) => value != null),
        ...auditEntry('CREDENTIAL_CLEARED', given, (value) => value === null),
      ];
    });
  }

  /** Deletes API key and secret headers, also those that cannot be decrypted. */
  async clear(viewer: Viewer | null, id: string): Promise<Model> {
    const { credential, editor } = this.#options;
    return editor.edit(viewer, id, (model, { now }) =>
      credential.drop(model, now) ? [{ action: 'CREDENTIAL_CLEARED' }] : [],
    );
  }

  /** The facts about a credential that the viewer may read. The viewer may read the model. */
  view(viewer: Viewer | null, model: Model): CredentialView {
    const view = this.#options.credential.view(model);
    return maySeeInside(viewer, model) ? view : { ...view, hint: null, headerNames: [] };
  }
}

function auditEntry(
  action: 'CREDENTIAL_SET' | 'CREDENTIAL_CLEARED',
  given: Readonly<Record<string, unknown>>,
  belongs: (value: unknown) => boolean,
): Edit {
  const fields = Object.keys(given).filter((name) => belongs(given[name]));
  return fields.length === 0 ? [] : [{ action, fields }];
}
