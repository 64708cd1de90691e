import { DiagLogLevel, diag, trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
  serviceInstanceIdDetector,
} from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import type { Log } from '../log.ts';
import { resultWithin } from '../result-within.ts';

export interface ExportOptions {
  readonly log: Log;
  /** Share of the traces that begin here and are recorded, from 0 to 1. */
  readonly ratio: number;
}

/** Time to send the last spans when the server stops, in milliseconds. */
const flushMs = 1_000;
/** Minimum time between two log lines about failed exports, in milliseconds. */
const reportEveryMs = 60_000;

/**
 * Sends spans to the endpoint of the environment variables `OTEL_EXPORTER_OTLP_…`, which the
 * exporter reads. Spans that cannot be sent are dropped.
 */
export function exportTraces({ log, ratio }: ExportOptions): AsyncDisposable {
  logFailures(log);
  const named = resourceFromAttributes({ 'service.name': 'modelyard' });
  const detected = detectResources({ detectors: [serviceInstanceIdDetector, envDetector] });
  const provider = new TracerProvider({
    resource: defaultResource().merge(named).merge(detected),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(ratio) }),
    spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter() })],
  });
  trace.setGlobalTracerProvider(provider);
  return {
    [Symbol.asyncDispose]: async () => {
      const stopped = provider.shutdown().catch(() => {});
      await resultWithin(flushMs, stopped, undefined);
      trace.disable();
      diag.disable();
    },
  };
}

/** The messages of the exporter can contain the URL with its credentials, so they are replaced. */
function logFailures(log: Log): void {
  let nextAt = Number.NEGATIVE_INFINITY;
  const report = () => {
    if (performance.now() < nextAt) return;
    nextAt = performance.now() + reportEveryMs;
    log.warn({}, 'traces cannot be exported; check OTEL_EXPORTER_OTLP_ENDPOINT');
  };
  const ignore = () => {};
  const logger = { error: report, warn: ignore, info: ignore, debug: ignore, verbose: ignore };
  diag.setLogger(logger, { logLevel: DiagLogLevel.ERROR, suppressOverrideMessage: true });
}
