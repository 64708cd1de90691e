// The entry point is plain JavaScript, so that a Node.js that cannot run TypeScript reports its version.
import module from 'node:module';

/** Oldest major version of Node.js that can run the server. */
const oldest = 26;

const [major] = process.versions.node.split('.');
if (Number(major) >= oldest) {
  // Later starts of the same version take about a third of the CPU time less. Without a writable
  // temporary directory, nothing is cached.
  module.enableCompileCache();
  await import('./main.ts');
} else {
  console.error(
    `Modelyard could not start: it needs Node.js ${oldest} or newer, and this is ${process.versions.node}. Run "npm ci" without --omit=optional, which installs it, and then "npm start".`,
  );
  process.exitCode = 1;
}
