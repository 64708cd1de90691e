// Reads the JSON reports of one run of the suite and of its repetition: a file that ran twice counts
// with its second result.
import { existsSync, readFileSync } from 'node:fs';

const [folder, checks, ...names] = process.argv.slice(2);
const print = (line) => process.stdout.write(`${line}\n`);

function filesOf(name) {
  const files = new Map();
  for (const report of [`${folder}/${name}.json`, `${folder}/${name}-again.json`]) {
    if (!existsSync(report)) continue;
    for (const file of JSON.parse(readFileSync(report, 'utf8')).testResults) {
      files.set(file.name, file);
    }
  }
  return [...files.values()];
}

if (names.length === 1) {
  const failed = filesOf(names[0]).filter((file) => file.status === 'failed');
  print(failed.map((file) => file.name).join('\n'));
} else {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const name of names) {
    const files = filesOf(name);
    if (files.length === 0) total.failed += 1;
    for (const { name: path, status, assertionResults: tests } of files) {
      const failed = tests.filter((test) => test.status === 'failed');
      // A file that cannot be imported, or whose hooks fail, has no failed test.
      if (status === 'failed' && failed.length === 0) failed.push({ fullName: 'the whole file' });
      for (const test of failed) print(`FAILED on ${name}: ${path} > ${test.fullName}`);
      total.failed += failed.length;
      total.passed += tests.filter((test) => test.status === 'passed').length;
      total.skipped += tests.filter((test) =>
        ['pending', 'skipped', 'todo'].includes(test.status),
      ).length;
    }
  }
  if (checks === 'failed') {
    print('FAILED: npm run check, or a run that ended early');
    if (total.failed === 0) total.failed = 1;
  }
  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
  print(`${total.passed} passed, ${total.failed} failed${skipped}`);
  process.exitCode = total.failed === 0 ? 0 : 1;
}
