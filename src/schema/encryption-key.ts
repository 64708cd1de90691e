import { rotationStates } from '../domain.ts';
import { ConflictError } from '../errors.ts';
import type { KeyStatus, KeyUse, UnreadableSecret } from '../services/keys/key-rotation.ts';
import type { RotationView } from '../services/keys/rotation-store.ts';
import { builder } from './builder.ts';
import { describeValues } from './describe-values.ts';
import { encodeGlobalId } from './global-id.ts';

const EncryptionKeyType = builder.objectRef<KeyUse>('EncryptionKey').implement({
  description: 'A key that credentials are sealed with: its id, never the key itself.',
  fields: (t) => ({
    id: t.exposeString('id', { description: 'Its id in ENCRYPTION_KEYS.' }),
    isSealing: t.exposeBoolean('isSealing', {
      description: 'Whether new credentials are sealed with it: the first of ENCRYPTION_KEYS is.',
    }),
    isConfigured: t.exposeBoolean('isConfigured', {
      description: 'False when stored values need it, but ENCRYPTION_KEYS does not have it.',
    }),
    valueCount: t.exposeInt('secrets', {
      description: 'How many stored values need it. At 0 it can be taken out of ENCRYPTION_KEYS.',
    }),
  }),
});

const UnreadableValueType = builder.objectRef<UnreadableSecret>('UnreadableValue').implement({
  description: 'A stored value that the present keys cannot open. Setting it again repairs it.',
  fields: (t) => ({
    modelId: t.id({
      description: 'The `id` of the model.',
      resolve: ({ modelId }) => encodeGlobalId('Model', modelId),
    }),
    tenantId: t.exposeString('tenantId', {
      description: 'The tenant whose model it is; `*` for a built-in one.',
    }),
    field: t.string({
      description: 'Which value: `apiKey` or `headers`.',
      resolve: ({ column }) => (column === 'sealedApiKey' ? 'apiKey' : 'headers'),
    }),
    keyId: t.exposeString('keyId', {
      nullable: true,
      description: 'The key that it needs; null when it is damaged beyond telling.',
    }),
  }),
});

/** Enough to work on; more would be no page but a dump. */
const listed = 1_000;

const EncryptionStatusType = builder.objectRef<KeyStatus>('EncryptionStatus').implement({
  description: 'What the encryption keys are needed for, across all tenants.',
  fields: (t) => ({
    keys: t.field({
      type: [EncryptionKeyType],
      description: 'The keys of ENCRYPTION_KEYS, then those that only stored values still name.',
      resolve: ({ keys }) => [...keys],
    }),
    unreadableCount: t.int({
      description: 'How many stored values cannot be opened.',
      resolve: ({ unreadable }) => unreadable.length,
    }),
    unreadable: t.field({
      type: [UnreadableValueType],
      description: 'The first 1000 stored values that cannot be opened.',
      resolve: ({ unreadable }) => unreadable.slice(0, listed),
    }),
  }),
});

const RotationStateEnum = builder.enumType('KeyRotationState', {
  description: 'Where a rotation stands.',
  values: describeValues(rotationStates, {
    IDLE: 'No rotation has been started yet.',
    RUNNING: 'Values are being sealed anew.',
    FINISHED: 'Everything that can be opened is sealed with the sealing key.',
    FAILED:
      'It ended early, or the server process that ran it is gone. The credentials that were sealed stay sealed; start it again to seal the others.',
  }),
});

const KeyRotationType = builder.objectRef<RotationView>('KeyRotation').implement({
  description: 'How far the values that other keys had sealed are sealed with the sealing key.',
  fields: (t) => ({
    state: t.expose('state', { type: RotationStateEnum, description: 'Where it stands.' }),
    total: t.exposeInt('total', { description: 'Values to seal anew, when it began.' }),
    completed: t.exposeInt('resealed', { description: 'Values that have been sealed anew.' }),
    unreadable: t.exposeInt('unreadable', {
      description: 'Values that cannot be opened, and are left as they are.',
    }),
    startedAt: t.expose('startedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was started.',
    }),
    finishedAt: t.expose('finishedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it ended; null while it runs.',
    }),
  }),
});

const RotatePayload = builder
  .objectRef<{ rotation: RotationView }>('RotateEncryptionKeysPayload')
  .implement({
    description: 'The rotation has been started.',
    fields: (t) => ({
      rotation: t.expose('rotation', {
        type: KeyRotationType,
        description: 'Follow it with `Subscription.keyRotation`.',
      }),
    }),
  });

builder.queryField('encryptionStatus', (t) =>
  t.field({
    type: EncryptionStatusType,
    description:
      'Which keys stored credentials need, and which cannot be opened. Tries every one of them. Needs the scope `platform:admin`.',
    resolve: (_root, _args, { viewer, services }) => services.keys.inspect(viewer),
  }),
);

builder.mutationField('rotateEncryptionKeys', (t) =>
  t.field({
    type: RotatePayload,
    description:
      'Starts to seal all stored credentials with the first of ENCRYPTION_KEYS, while the server continues to serve requests. CONFLICT while a rotation runs. Needs the scope `platform:admin`.',
    errors: { types: [ConflictError] },
    resolve: async (_root, _args, { viewer, services }) => ({
      rotation: await services.keys.rotate(viewer),
    }),
  }),
);

builder.subscriptionField('keyRotation', (t) =>
  t.field({
    type: KeyRotationType,
    description:
      'The newest rotation, whichever server process runs it: how it stands now, then every step until it has ended. Needs the scope `platform:admin`.',
    subscribe: (_root, _args, { viewer, services }) => services.keys.follow(viewer),
    resolve: (rotation) => rotation,
  }),
);
