export const scopes = ['models:read', 'models:write', 'models:use', 'platform:admin'] as const;
/** A permission in a token. No scope implies another. */
export type Scope = (typeof scopes)[number];

/** The caller that a verified token identifies. */
export interface Viewer {
  readonly tenantId: string;
  /** The `sub` of the token. */
  readonly subject: string;
  readonly scopes: ReadonlySet<Scope>;
  /** When the token stops being valid: its `exp`, or the end of its maximum age. */
  readonly expiresAt: Date;
}

export function isScope(text: string): text is Scope {
  return (scopes as readonly string[]).includes(text);
}
