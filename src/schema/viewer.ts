import { authenticated } from '../auth/policy.ts';
import type { Viewer } from '../auth/viewer.ts';
import { builder } from './builder.ts';

const ViewerType = builder.objectRef<Viewer>('Viewer').implement({
  description: 'The caller, as identified by the token.',
  fields: (t) => ({
    tenantId: t.exposeString('tenantId', {
      description: 'Tenant whose data the caller can access.',
    }),
    subject: t.exposeString('subject', {
      description: 'The caller: the `sub` claim of the token.',
    }),
    scopes: t.stringList({
      description: 'Scopes that the token grants.',
      resolve: ({ scopes }) => [...scopes],
    }),
  }),
});

builder.queryField('viewer', (t) =>
  t.field({
    type: ViewerType,
    description: 'The caller, as identified by the token. Requires no scope.',
    resolve: (_root, _args, { viewer }) => authenticated(viewer),
  }),
);
