import { describe, expect, test } from 'vitest';
import { bearerToken } from '../../src/auth/bearer-token.ts';
import { type Action, authorize, mayAccessSubject } from '../../src/auth/policy.ts';
import { type Scope, scopes } from '../../src/auth/viewer.ts';
import { ForbiddenError, UnauthenticatedError } from '../../src/errors.ts';

const needed: Record<Action, Scope | Scope[]> = {
  'model:choose': ['models:read', 'models:use'],
  'model:inspect': ['models:read', 'models:write'],
  'model:read': 'models:read',
  'model:create': 'models:write',
  'model:update': 'models:write',
  'model:delete': 'models:write',
  'route:read': ['models:read', 'models:use'],
  'route:write': 'models:write',
  'api-key:read': ['models:read', 'models:write'],
  'api-key:write': 'models:write',
  'builtin:write': 'platform:admin',
  'audit:read': 'models:write',
  'key:read': 'platform:admin',
  'key:rotate': 'platform:admin',
  'metrics:read': 'platform:admin',
  'egress:read': 'platform:admin',
  'provider:read': 'models:read',
  'endpoint:list': 'models:write',
  'ollama:read': 'models:read',
  'ollama:pull': 'platform:admin',
  'ollama:delete': 'platform:admin',
  'model:use': 'models:use',
  'usage:read': 'models:read',
  'usage:read-all': 'platform:admin',
  'chat:start': 'models:use',
  'chat:read': 'models:use',
  'chat:read-all': 'models:write',
};

describe.each(Object.entries(needed))('%s', (action, one) => {
  const enough = [one].flat();
  const viewer = (granted: readonly Scope[]) => ({
    tenantId: 'acme',
    subject: 'ann',
    scopes: new Set(granted),
    expiresAt: new Date(),
  });

  test.each(enough)('is allowed with only %s', (scope) => {
    expect(authorize(viewer([scope]), action as Action).tenantId).toBe('acme');
  });

  test('is rejected with all other scopes', () => {
    const others = viewer(scopes.filter((other) => !enough.includes(other)));
    expect(() => authorize(others, action as Action)).toThrow(
      new ForbiddenError(`The token lacks the scope ${enough.join(' or ')}.`),
    );
  });

  test('is rejected without a token', () => {
    expect(() => authorize(null, action as Action)).toThrow(UnauthenticatedError);
  });
});

describe('a completion', () => {
  const ann = (...granted: Scope[]) => ({
    tenantId: 'acme',
    subject: 'ann',
    scopes: new Set(granted),
    expiresAt: new Date(),
  });

  test('of the same subject can be read with any scope', () => {
    expect(mayAccessSubject(ann('models:use'), 'ann')).toBe(true);
  });

  test('of another subject can be read only with models:write', () => {
    expect(mayAccessSubject(ann('models:use', 'models:write'), 'bob')).toBe(true);
    const others = scopes.filter((scope) => scope !== 'models:write');
    expect(mayAccessSubject(ann(...others), 'bob')).toBe(false);
  });

  test.each(['Ann', 'ann ', ''])('of the subject %j does not belong to ann', (subject) => {
    expect(mayAccessSubject(ann('models:use'), subject)).toBe(false);
  });
});

describe('an Authorization header', () => {
  test.each([
    [null, null],
    [undefined, null],
    ['Bearer abc', 'abc'],
    ['bearer  abc ', 'abc'],
  ])('with %j contains the token %j', (header, token) => {
    expect(bearerToken(header)).toBe(token);
  });

  test.each([
    '',
    'Bearer',
    'Bearer ',
    'Bearer a b',
    'Basic abc',
    'abc',
    `Bearer ${'x'.repeat(16_384)}`,
  ])('with %.20j is rejected', (header) => {
    expect(() => bearerToken(header)).toThrow(UnauthenticatedError);
  });
});
