import {
  BuiltinModelError,
  InvalidInputError,
  NotFoundError,
  QuotaExceededError,
} from '../errors.ts';
import { builder } from './builder.ts';
import { toRowId } from './global-id.ts';
import { ClearModelCredentialInput, SetModelCredentialInput } from './model-input.ts';
import { ModelPayload } from './model-mutation.ts';

builder.mutationFields((t) => ({
  setModelCredential: t.field({
    type: ModelPayload,
    description:
      'Stores the API key or secret headers of a model, encrypted. They can never be read again. Requires the scope `models:write`.',
    args: {
      input: t.arg({
        type: SetModelCredentialInput,
        required: true,
        description: 'The model and its new credential.',
      }),
    },
    errors: { types: [InvalidInputError, NotFoundError, BuiltinModelError, QuotaExceededError] },
    resolve: async (_root, { input: { id, ...secrets } }, { viewer, services }) => ({
      model: await services.credentials.set(viewer, toRowId('Model', id), secrets),
    }),
  }),
  clearModelCredential: t.field({
    type: ModelPayload,
    description:
      'Deletes the API key and secret headers of a model, even if they cannot be decrypted. Requires the scope `models:write`.',
    args: {
      input: t.arg({
        type: ClearModelCredentialInput,
        required: true,
        description: 'The model whose credential to delete.',
      }),
    },
    errors: { types: [NotFoundError, BuiltinModelError] },
    resolve: async (_root, { input: { id } }, { viewer, services }) => ({
      model: await services.credentials.clear(viewer, toRowId('Model', id)),
    }),
  }),
}));
