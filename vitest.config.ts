import { defineConfig } from 'vitest/config';

const include = ['test/**/*.test.ts'];
const system = ['process', 'console', 'examples', 'torture'].map(
  (folder) => `test/${folder}/**/*.test.ts`,
);

export default defineConfig({
  // As Node resolves. With Vite's own "development", there would be two copies of graphql.
  ssr: { resolve: { conditions: ['module-sync', 'node'] } },
  test: {
    globalSetup: 'test/support/global-setup.ts',
    pool: 'forks',
    // Files share the modules of a worker: loading them for each file takes longer than most files.
    isolate: false,
    // Much of a file is waiting: for leases to end, for processes to start.
    maxWorkers: 3,
    // Only a test that hangs takes as long: a busy machine is several times slower.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: 'suite', include, exclude: system } },
      // With programs in processes of their own: servers, commands, browsers, examples.
      { extends: true, test: { name: 'system', include: system } },
      // Against real servers, which nothing else needs.
      { extends: true, test: { name: 'e2e', include: ['test/e2e/*.e2e.ts'] } },
    ],
  },
});
