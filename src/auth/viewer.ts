export const scopes = ['models:read', 'models:write', 'models:use', 'platform:admin'] as const;
/** Something that a token allows. None implies another. */
export type Scope = (typeof scopes)[number];

/** Whom a verified token speaks for. */
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
