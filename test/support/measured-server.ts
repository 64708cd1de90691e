/**
 * The server, which reports on SIGUSR2 for how long its event loop was busy without a pause, at
 * most, since the last report: in milliseconds of processor time, so that other processes on the
 * machine do not count.
 */
let longest = 0;
let last = process.threadCpuUsage();

const tick = setInterval(() => {
  const now = process.threadCpuUsage();
  longest = Math.max(longest, now.user - last.user + now.system - last.system);
  last = now;
}, 1);
tick.unref();

let reports = 0;
process.on('SIGUSR2', () => {
  reports += 1;
  console.error(`report ${reports}: ${Math.round(longest / 1_000)} ms`);
  longest = 0;
});

await import('../../src/main.ts');
