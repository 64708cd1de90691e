/**
 * Runs the server. On SIGUSR2, it prints the longest time that its event loop was busy since the last
 * report. The time is processor time in milliseconds, so that other processes do not count.
 */
let maxMicroseconds = 0;
let last = process.threadCpuUsage();

const tick = setInterval(() => {
  const now = process.threadCpuUsage();
  maxMicroseconds = Math.max(maxMicroseconds, now.user - last.user + now.system - last.system);
  last = now;
}, 1);
tick.unref();

let reports = 0;
process.on('SIGUSR2', () => {
  reports += 1;
  console.error(`report ${reports}: ${Math.round(maxMicroseconds / 1_000)} ms`);
  maxMicroseconds = 0;
});

await import('../../src/main.ts');
