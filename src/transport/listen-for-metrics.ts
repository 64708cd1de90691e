import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Metrics } from '../metrics/metrics.ts';
import { listenFailure } from './listen-failure.ts';
import { metricsPath } from './use-metrics.ts';

/** The separate listener for metrics. */
export interface MetricsListener extends AsyncDisposable {
  /** URL of the metrics, such as `http://127.0.0.1:9464/metrics`. */
  readonly url: string;
}

export interface MetricsAddress {
  /** @default loopback, because requests need no token */
  readonly host?: string;
  /** 0 lets the system choose. */
  readonly port: number;
}

/**
 * Serves the metrics without a token.
 *
 * @throws StartupError when the server cannot listen on the host and port.
 */
export async function listenForMetrics(
  metrics: Metrics,
  { host = '127.0.0.1', port }: MetricsAddress,
): Promise<MetricsListener> {
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
  const address = { host, port, prefix: 'METRICS_' };
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(listenFailure(error, address)));
    server.listen(port, host, resolve);
  });
  const { port: chosen } = server.address() as AddressInfo; // The server listens on TCP.
  return {
    url: `http://${host}:${chosen}${metricsPath}`,
    [Symbol.asyncDispose]: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
