import type { CodegenConfig } from '@graphql-codegen/cli';

/** Typed documents as strings, as both clients send them. */
const documents = {
  documentMode: 'string',
  enumsAsTypes: true,
  useTypeImports: true,
  scalars: { BigInt: 'number', DateTime: 'string', ID: 'string' },
  importExtension: '.ts',
};

const config: CodegenConfig = {
  schema: 'schema.graphql',
  generates: {
    'test/gql/': {
      documents: ['test/**/*.ts', '!test/gql/**'],
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: documents,
    },
    'web/src/gql/': {
      documents: 'web/src/**/*.graphql',
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: { ...documents, skipTypename: true },
    },
    // The console's cache matches fragments on interfaces and unions with it.
    'web/src/gql/possible-types.ts': {
      plugins: ['fragment-matcher'],
      config: { useExplicitTyping: true },
    },
  },
};

export default config;
