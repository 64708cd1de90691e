import { BuiltinModelError, InvalidInputError, NotFoundError } from '../errors.ts';
import { builder } from './builder.ts';
import { toRowId } from './global-id.ts';
import { ClearModelCredentialInput, SetModelCredentialInput } from './model-input.ts';
import { ModelPayload } from './model-mutation.ts';

builder.mutationFields((t) => ({
  setModelCredential: t.field({
    type: ModelPayload,
    description:
      'Stores what the provider wants to see. It never comes back. Needs the scope `models:write`.',
    args: {
      input: t.arg({ type: SetModelCredentialInput, required: true, description: 'What to set.' }),
    },
    errors: { types: [InvalidInputError, NotFoundError, BuiltinModelError] },
    resolve: async (_root, { input: { id, ...secrets } }, { viewer, services }) => ({
      model: await services.credentials.set(viewer, toRowId('Model', id), secrets),
    }),
  }),
  clearModelCredential: t.field({
    type: ModelPayload,
    description:
      'Forgets API key and secret headers, readable or not. Needs the scope `models:write`.',
    args: {
      input: t.arg({
        type: ClearModelCredentialInput,
        required: true,
        description: 'Whose credential to forget.',
      }),
    },
    errors: { types: [NotFoundError, BuiltinModelError] },
    resolve: async (_root, { input: { id } }, { viewer, services }) => ({
      model: await services.credentials.clear(viewer, toRowId('Model', id)),
    }),
  }),
}));
