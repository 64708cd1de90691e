import { authenticated } from '../auth/policy.ts';
import type { Viewer } from '../auth/viewer.ts';
import { builder } from './builder.ts';

const ViewerType = builder.objectRef<Viewer>('Viewer').implement({
  description: 'Whom the token speaks for.',
  fields: (t) => ({
    tenantId: t.exposeString('tenantId', { description: 'The tenant whose data you see.' }),
    subject: t.exposeString('subject', { description: 'Who is calling: the `sub` of the token.' }),
    scopes: t.stringList({
      description: 'What the token allows.',
      resolve: ({ scopes }) => [...scopes],
    }),
  }),
});

builder.queryField('viewer', (t) =>
  t.field({
    type: ViewerType,
    description: 'Whom your token speaks for.',
    resolve: (_root, _args, { viewer }) => authenticated(viewer),
  }),
);
