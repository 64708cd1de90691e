import { parseArgs } from 'node:util';
import { issueToken } from '../auth/issue-token.ts';
import { scopes as allScopes, isScope, type Scope } from '../auth/viewer.ts';
import { loadConfig } from '../config.ts';
import { platformTenant } from '../domain.ts';
import { run, UsageError } from './run.ts';

const usage = `npm run token -- --tenant T [--subject S] [--scope "models:read …"] [--ttl 12h]

Prints a token for the API, signed with JWT_SECRET or with the generated development secret.
Scopes: ${allScopes.join(' ')}. Default: the three that begin with models:.
--ttl is a number of seconds, or a number with s, m, h or d; at most JWT_MAX_AGE_SECONDS. Default: 12h,
or JWT_MAX_AGE_SECONDS if that is less.`;

await run(usage, async () => console.log(await makeToken()));

async function makeToken(): Promise<string> {
  const { values } = parseArgs({
    options: {
      tenant: { type: 'string' },
      subject: { type: 'string', default: 'developer' },
      scope: { type: 'string', default: 'models:read models:write models:use' },
      ttl: { type: 'string' },
    },
  });
  if (values.tenant === undefined || values.tenant.trim() === '') {
    throw new UsageError('--tenant is required.');
  }
  if (values.tenant === platformTenant) {
    throw new UsageError(`--tenant ${platformTenant} is reserved for the platform; name a tenant.`);
  }
  const { jwt } = loadConfig().config;
  if (jwt.key.kind !== 'secret') {
    throw new UsageError(
      'Tokens are verified with a public key (JWT_PUBLIC_KEY or JWT_JWKS_URL); only its issuer can make them.',
    );
  }
  return issueToken(
    { ...jwt, secret: jwt.key.secret },
    {
      tenantId: values.tenant,
      subject: values.subject,
      scopes: parseScopes(values.scope),
      ttlSeconds: chooseTtl(values.ttl, jwt.maxAgeSeconds),
    },
  );
}

function parseScopes(text: string): Scope[] {
  const requested = text.split(/[\s,]+/).filter((word) => word !== '');
  const unknown = requested.filter((word) => !isScope(word));
  if (unknown.length > 0) throw new UsageError(`--scope has unknown scopes: ${unknown.join(' ')}.`);
  return requested.filter(isScope);
}

function chooseTtl(given: string | undefined, maxAgeSeconds: number | null): number {
  const maxSeconds = maxAgeSeconds ?? Number.POSITIVE_INFINITY;
  if (given === undefined) return Math.min(12 * 3_600, maxSeconds);
  const seconds = parseTtl(given);
  if (seconds > maxSeconds) {
    throw new UsageError(`--ttl must be at most ${maxSeconds} seconds (JWT_MAX_AGE_SECONDS).`);
  }
  return seconds;
}

function parseTtl(text: string): number {
  const [, amount, unit = 's'] = /^(\d{1,9})([smhd])?$/.exec(text) ?? [];
  const seconds = { s: 1, m: 60, h: 3_600, d: 86_400 }[unit];
  if (amount === undefined || seconds === undefined || Number(amount) === 0) {
    throw new UsageError('--ttl must be a duration such as 12h.');
  }
  return Number(amount) * seconds;
}
