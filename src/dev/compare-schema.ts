import { readFileSync } from 'node:fs';
import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';

/**
 * Compares schema.graphql with the schema of the last release, and fails for changes that break
 * clients. `npm run schema:release` makes the present schema that of the release.
 */
const read = (path: string) =>
  buildSchema(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'));

const changes = await diff(read('releases/schema.graphql'), read('schema.graphql'));
const of = (level: CriticalityLevel) =>
  changes.filter(({ criticality }) => criticality.level === level);
const breaking = of(CriticalityLevel.Breaking);
for (const { message } of of(CriticalityLevel.Dangerous)) console.log(`Dangerous: ${message}`);
for (const { message } of breaking) console.error(`Breaking: ${message}`);
console.log(
  `${changes.length} changes since the last release, ${breaking.length} of them breaking.`,
);
if (breaking.length > 0) {
  console.error('Deprecate instead of removing; see "How to release" in CONTRIBUTING.md.');
  process.exitCode = 1;
}
