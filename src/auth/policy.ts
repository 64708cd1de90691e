import { ForbiddenError, UnauthenticatedError } from '../errors.ts';
import type { Scope, Viewer } from './viewer.ts';

/**
 * The scopes that allow each action; one of them is enough. All authorization decisions are made
 * here.
 */
const policy = {
  // The fields that a caller needs to choose a model, without its base URL and its credential.
  'model:choose': ['models:read', 'models:use'],
  // A caller who may change a model can read the result.
  'model:inspect': ['models:read', 'models:write'],
  'model:read': 'models:read',
  'model:create': 'models:write',
  'model:update': 'models:write',
  'model:delete': 'models:write',
  // As for models: a caller needs a route's ID and its models to use it.
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
  // A caller who may change a model's base URL can read all chats of the tenant anyway.
  'chat:read-all': 'models:write',
} as const satisfies Record<string, Scope | readonly Scope[]>;

export type Action = keyof typeof policy;

/**
 * Checks that the viewer may perform an action.
 *
 * @throws UnauthenticatedError without a viewer.
 * @throws ForbiddenError naming the missing scope.
 */
export function authorize(viewer: Viewer | null, action: Action): Viewer {
  const known = authenticated(viewer);
  if (!isAllowed(known, action)) {
    throw new ForbiddenError(`The token lacks the scope ${scopesOf(action).join(' or ')}.`);
  }
  return known;
}

/** Whether {@link authorize} would succeed. */
export function isAllowed(viewer: Viewer | null, action: Action): boolean {
  return scopesOf(action).some((scope) => viewer?.scopes.has(scope) === true);
}

function scopesOf(action: Action): readonly Scope[] {
  return [policy[action]].flat();
}

/**
 * Whether the viewer may read and cancel a completion of its tenant that a subject has started: its
 * own completions, or all of them with `chat:read-all`.
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
