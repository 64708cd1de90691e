/**
 * Where the token comes from. A login page of an identity provider would be a third source: it
 * calls `storeToken` with the token that it receives.
 */
const storageKey = 'modelyard.token';

/** The token that the server offers to visitors on its own machine; null elsewhere. */
export function developmentToken(): string | null {
  const element = document.querySelector<HTMLMetaElement>('meta[name="development-token"]');
  return element?.content || null;
}

/** The token that the user pasted in this tab. */
export function storedToken(): string | null {
  return sessionStorage.getItem(storageKey);
}

/** Session storage belongs to the tab, and ends with it. */
export function storeToken(token: string | null): void {
  if (token === null) sessionStorage.removeItem(storageKey);
  else sessionStorage.setItem(storageKey, token);
}

/** Milliseconds since the epoch; null when the token does not say. Only the server verifies it. */
export function expiryOf(token: string): number | null {
  try {
    const [, payload = ''] = token.split('.');
    const claims: unknown = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')));
    const expiry = (claims as { exp?: unknown } | null)?.exp;
    return typeof expiry === 'number' ? expiry * 1000 : null;
  } catch {
    return null;
  }
}
