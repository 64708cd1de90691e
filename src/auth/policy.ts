import { ForbiddenError, UnauthenticatedError } from '../errors.ts';
import type { Scope, Viewer } from './viewer.ts';

/** The scope that each action requires; of several, one is enough. The only place that decides. */
const policy = {
  // What a caller needs to choose a model, without its address and its credential.
  'model:choose': ['models:read', 'models:use'],
  // Whoever may change a model sees the result.
  'model:inspect': ['models:read', 'models:write'],
  'model:read': 'models:read',
  'model:create': 'models:write',
  'model:update': 'models:write',
  'model:delete': 'models:write',
  'builtin:write': 'platform:admin',
  'audit:read': 'models:write',
  'key:read': 'platform:admin',
  'key:rotate': 'platform:admin',
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
  // Whoever may change a model's address can direct every chat of the tenant to it already.
  'chat:read-all': 'models:write',
} as const satisfies Record<string, Scope | readonly Scope[]>;

export type Action = keyof typeof policy;

/**
 * Lets the viewer through, or refuses.
 *
 * @throws UnauthenticatedError without a viewer.
 * @throws ForbiddenError naming the scope that is missing.
 */
export function authorize(viewer: Viewer | null, action: Action): Viewer {
  const known = authenticated(viewer);
  if (!isAllowed(known, action)) {
    throw new ForbiddenError(`The token lacks the scope ${scopesOf(action).join(' or ')}.`);
  }
  return known;
}

/** Whether {@link authorize} would let the viewer through. */
export function isAllowed(viewer: Viewer | null, action: Action): boolean {
  return scopesOf(action).some((scope) => viewer?.scopes.has(scope) === true);
}

function scopesOf(action: Action): readonly Scope[] {
  return [policy[action]].flat();
}

/**
 * Whether the viewer may read and cancel a completion of its tenant that this subject has started:
 * its own ones, and all with `chat:read-all`.
 */
export function mayAccessSubject(viewer: Viewer, subject: string): boolean {
  return viewer.subject === subject || isAllowed(viewer, 'chat:read-all');
}

/** @throws UnauthenticatedError without a viewer. */
export function authenticated(viewer: Viewer | null): Viewer {
  if (viewer === null) {
    throw new UnauthenticatedError('A token is required: send it as "Authorization: Bearer …".');
  }
  return viewer;
}
