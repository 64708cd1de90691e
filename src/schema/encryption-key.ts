import { platformTenant, rotationStates } from '../domain.ts';
import { ConflictError } from '../errors.ts';
import type { KeyStatus, KeyUse, UnreadableSecret } from '../services/keys/key-rotation.ts';
import type { RotationView } from '../services/keys/rotation-store.ts';
import { builder } from './builder.ts';
import { describeValues } from './describe-values.ts';
import { encodeGlobalId } from './global-id.ts';

const EncryptionKeyType = builder.objectRef<KeyUse>('EncryptionKey').implement({
  description: 'A key that encrypts stored credentials. Contains its ID, never the key itself.',
  fields: (t) => ({
    keyId: t.exposeString('id', { description: 'ID of the key in ENCRYPTION_KEYS.' }),
    isSealing: t.exposeBoolean('isSealing', {
      description: 'True for the first key of ENCRYPTION_KEYS, which encrypts new credentials.',
    }),
    isConfigured: t.exposeBoolean('isConfigured', {
      description:
        'False when stored credentials need this key but ENCRYPTION_KEYS does not contain it.',
    }),
    valueCount: t.exposeInt('secrets', {
      description:
        'Number of stored values that this key encrypts. At 0 the key can be removed from ENCRYPTION_KEYS.',
    }),
  }),
});

const UnreadableValueFieldEnum = builder.enumType('UnreadableValueField', {
  description: 'A field whose value is stored encrypted.',
  values: {
    API_KEY: { value: 'sealed_api_key', description: 'The value of an API key.' },
    HEADERS: { value: 'sealed_headers', description: 'The secret headers.' },
  } as const,
});

const UnreadableValueType = builder.objectRef<UnreadableSecret>('UnreadableValue').implement({
  description:
    'A stored value that cannot be decrypted with ENCRYPTION_KEYS. To repair it, set it again.',
  fields: (t) => ({
    modelId: t.id({
      nullable: true,
      description: 'ID of the model; null for an `ApiKey`.',
      resolve: ({ table, id }) => (table === 'model' ? encodeGlobalId('Model', id) : null),
    }),
    apiKeyId: t.id({
      nullable: true,
      description: 'ID of the `ApiKey`; null for the credential of a model.',
      resolve: ({ table, id }) => (table === 'api_key' ? encodeGlobalId('ApiKey', id) : null),
    }),
    tenantId: t.string({
      nullable: true,
      description: 'Tenant that owns the model or the key; null for the platform.',
      resolve: ({ tenantId }) => (tenantId === platformTenant ? null : tenantId),
    }),
    field: t.expose('column', {
      type: UnreadableValueFieldEnum,
      description: 'The field whose value cannot be decrypted.',
    }),
    keyId: t.exposeString('keyId', {
      nullable: true,
      description: 'ID of the key that the value needs; null when the value is damaged.',
    }),
  }),
});

/** Maximum number of unreadable values in a response. */
const listed = 1_000;

const EncryptionStatusType = builder.objectRef<KeyStatus>('EncryptionStatus').implement({
  description: 'Use of the encryption keys across all tenants.',
  fields: (t) => ({
    keys: t.field({
      type: [EncryptionKeyType],
      description: 'The keys of ENCRYPTION_KEYS, then missing keys that stored values still need.',
      resolve: ({ keys }) => [...keys],
    }),
    unreadableCount: t.int({
      description: 'Number of stored values that cannot be decrypted.',
      resolve: ({ unreadable }) => unreadable.length,
    }),
    unreadable: t.field({
      type: [UnreadableValueType],
      description: 'Stored values that cannot be decrypted; at most 1000.',
      resolve: ({ unreadable }) => unreadable.slice(0, listed),
    }),
  }),
});

const RotationStateEnum = builder.enumType('KeyRotationState', {
  description: 'State of a key rotation.',
  values: describeValues(rotationStates, {
    IDLE: 'No rotation has been started.',
    RUNNING: 'Values are being encrypted again.',
    FINISHED:
      'Every value that can be decrypted is now encrypted with the first key of ENCRYPTION_KEYS.',
    FAILED:
      'The rotation ended early, or the server process that ran it stopped. The progress is stored; start the rotation again to continue.',
  }),
});

const KeyRotationType = builder.objectRef<RotationView>('KeyRotation').implement({
  description:
    'Progress of a key rotation, which encrypts stored credentials again with the first key of ENCRYPTION_KEYS.',
  fields: (t) => ({
    state: t.expose('state', { type: RotationStateEnum, description: 'State of the rotation.' }),
    total: t.exposeInt('total', {
      description: 'Number of values to encrypt again, counted at the start.',
    }),
    completed: t.exposeInt('resealed', {
      description: 'Number of values that have been encrypted again.',
    }),
    unreadable: t.exposeInt('unreadable', {
      description: 'Number of values that cannot be decrypted. They are left unchanged.',
    }),
    startedAt: t.expose('startedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time when the rotation was started; null when there has been none.',
    }),
    finishedAt: t.expose('finishedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time when the rotation ended; null while it runs.',
    }),
    encryptionStatus: t.field({
      type: EncryptionStatusType,
      nullable: true,
      description:
        'As `Query.encryptionStatus`, read when the rotation is delivered. Null while it runs, because each value changes it.',
      resolve: ({ state }, _args, { viewer, services }) =>
        state === 'RUNNING' ? null : services.keys.inspect(viewer),
    }),
  }),
});

const RotatePayload = builder
  .objectRef<{ rotation: RotationView }>('RotateEncryptionKeysPayload')
  .implement({
    description: 'The rotation that was started.',
    fields: (t) => ({
      rotation: t.expose('rotation', {
        type: KeyRotationType,
        description: 'The started rotation; follow it with `Subscription.keyRotation`.',
      }),
    }),
  });

builder.queryField('encryptionStatus', (t) =>
  t.field({
    type: EncryptionStatusType,
    description:
      'The encryption keys that stored credentials need, and the credentials that cannot be decrypted. Decrypts every stored credential to find out. Requires the scope `platform:admin`.',
    resolve: (_root, _args, { viewer, services }) => services.keys.inspect(viewer),
  }),
);

builder.mutationField('rotateEncryptionKeys', (t) =>
  t.field({
    type: RotatePayload,
    description:
      'Starts to encrypt all stored credentials again with the first key of ENCRYPTION_KEYS. The server continues to serve requests. Fails with CONFLICT while a rotation runs. Requires the scope `platform:admin`.',
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
      'The newest key rotation, on whichever server process it runs: its current progress, then every change until it ends. Requires the scope `platform:admin`.',
    subscribe: (_root, _args, { viewer, services }) => services.keys.follow(viewer),
    resolve: (rotation) => rotation,
  }),
);
