import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Metrics } from '../metrics/metrics.ts';
import { listenFailure } from './listen-failure.ts';
import { metricsPath } from './use-metrics.ts';

/** Loopback only: no token is required here. */
const host = '127.0.0.1';

/** A listener of its own for the metrics. */
export interface MetricsListener extends AsyncDisposable {
  /** Such as `http://127.0.0.1:9464/metrics`. */
  readonly url: string;
}

/**
 * Serves the metrics without a token on loopback.
 *
 * @param port 0 lets the system choose.
 * @throws StartupError when the port cannot be listened on.
 */
export async function listenForMetrics(metrics: Metrics, port: number): Promise<MetricsListener> {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== metricsPath) {
      response.writeHead(404).end();
      return;
    }
    metrics.render().then(
      ({ contentType, text }) => response.writeHead(200, { 'content-type': contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  const address = { host, port, portSetting: 'METRICS_PORT' };
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(listenFailure(error, address)));
    server.listen(port, host, resolve);
  });
  const { port: chosen } = server.address() as AddressInfo; // it listens on TCP
  return {
    url: `http://${host}:${chosen}${metricsPath}`,
    [Symbol.asyncDispose]: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
