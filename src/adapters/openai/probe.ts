import type { UpstreamError } from '../../errors.ts';
import { type CallOptions, type CallTarget, within } from '../model-call.ts';
import { withDetail } from '../upstream-failure.ts';
import { clientFor } from './client.ts';
import { toUpstreamError } from './errors.ts';

const timeoutMs = 15_000;

/**
 * Requests the list of models, which is free of charge, to check that the server responds and
 * accepts the credential. Many servers have no such list: any other HTTP status is a success too.
 *
 * @throws UpstreamError when the server cannot be reached, or rejects the credential.
 */
export async function probe(
  target: CallTarget,
  { remoteFetch }: Pick<CallOptions, 'remoteFetch'>,
  signal: AbortSignal,
): Promise<void> {
  let status = 0;
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const response = await remoteFetch(input, init);
    ({ status } = response);
    return response;
  };
  const noteRefusal = (error: UpstreamError) => withDetail(error, target);
  const { client, fetchOptions } = clientFor(target, { fetch, noteRefusal, json: true });
  await within({ timeoutMs, signal, toUpstreamError }, async (owned) => {
    try {
      const response = await client.models.list({ signal: owned, fetchOptions }).asResponse();
      await response.body?.cancel();
    } catch (error) {
      if (owned.aborted || [0, 401, 403].includes(status)) throw error;
    }
  });
}
