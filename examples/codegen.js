/** Writes what the examples of Apollo and of persisted documents import. */
const config = {
  schema: '../schema.graphql',
  generates: {
    'apollo/generated/possible-types.js': { plugins: ['fragment-matcher'] },
    'persisted/generated/': {
      documents: 'persisted/operations.graphql',
      preset: 'client',
      presetConfig: { fragmentMasking: false, persistedDocuments: true },
      config: { documentMode: 'string', enumsAsTypes: true, useTypeImports: true },
    },
  },
};

export default config;
