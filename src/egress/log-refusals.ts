import type { Log } from '../log.ts';
import type { OnRefusal } from './guarded-fetch.ts';

/** Logs refused destinations by host and port, without path and query. */
export function logRefusals(log: Log): OnRefusal {
  return ({ host, port, missingEntry }) => {
    if (missingEntry === null) {
      log.info({ host, port }, 'destination refused; no setting permits it');
    } else {
      log.info(
        { host, port, missingEntry },
        'destination refused; to permit it, add missingEntry to EGRESS_ALLOW and restart',
      );
    }
  };
}
