import { useState } from 'preact/hooks';
import type { KeyUseFragment } from '../../gql/graphql.ts';
import { count, words } from '../../ui/format.ts';
import { Rotation } from './rotation.tsx';

/** The keys that encrypt credentials, and the rotation to the first of them. */
export function EncryptionCard() {
  const [status, setStatus] = useState<KeyUseFragment | null>(null);
  return (
    <section class="card stack" aria-labelledby="encryption">
      <h2 id="encryption">Encryption of credentials</h2>
      {status === null ? null : (
        <>
          <Keys status={status} />
          <Unreadable status={status} />
        </>
      )}
      <Rotation onStatus={setStatus} />
    </section>
  );
}

function Keys({ status }: { status: KeyUseFragment }) {
  return (
    <table>
      <thead>
        <tr>
          <th>Key</th>
          <th>State</th>
          <th class="right">Encrypted values</th>
        </tr>
      </thead>
      <tbody>
        {status.keys.map((key) => (
          <tr key={key.keyId}>
            <td class="mono">{key.keyId}</td>
            <td>
              {key.isSealing ? (
                <span class="badge good">Encrypts new credentials</span>
              ) : key.isConfigured ? (
                <span class="badge">
                  {key.valueCount === 0 ? 'Can be removed' : 'Decrypts until the next rotation'}
                </span>
              ) : (
                <span class="badge bad">Missing in ENCRYPTION_KEYS</span>
              )}
            </td>
            <td class="right numeric">{count(key.valueCount)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Unreadable({ status }: { status: KeyUseFragment }) {
  if (status.unreadableCount === 0) return null;
  return (
    <div class="warning-box">
      {count(status.unreadableCount)} stored values cannot be decrypted. Add the missing keys to
      ENCRYPTION_KEYS, or set these credentials again:
      <ul>
        {status.unreadable.map(({ modelId, apiKeyId, tenantId, field, keyId }) => (
          <li key={`${modelId ?? apiKeyId} ${field}`}>
            {modelId === null ? (
              <>
                API key <code>{apiKeyId}</code>
              </>
            ) : (
              <>
                {words(field)} of model <code>{modelId}</code>
              </>
            )}{' '}
            {tenantId === null ? '(built-in)' : `of tenant ${tenantId}`}
            {keyId === null ? ', damaged' : `, needs key ${keyId}`}
          </li>
        ))}
      </ul>
    </div>
  );
}
