import type { Log } from '../log.ts';
import type { Rejection } from './rejected-token-error.ts';

/** Minimum time between two log lines about the same claim, because anyone can send any token. */
const reportEveryMs = 10_000;

/** Logs the claims because of which tokens are rejected. */
export function logRejections(log: Log): (rejection: Rejection) => void {
  const reports = new Map<string, { count: number; nextAt: number }>();
  return ({ claim, setting, problem }) => {
    const key = `${claim} ${problem}`;
    const report = reports.get(key) ?? { count: 0, nextAt: Number.NEGATIVE_INFINITY };
    reports.set(key, report);
    report.count += 1;
    const now = performance.now();
    if (now < report.nextAt) return;
    const compared = setting === null ? {} : { setting };
    log.info(
      { claim, ...compared, rejections: report.count },
      `token rejected: its ${claim} ${problem}`,
    );
    report.count = 0;
    report.nextAt = now + reportEveryMs;
  };
}
