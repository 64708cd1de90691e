import { computed, signal } from '@preact/signals';
import { developmentToken, expiryOf, storedToken, storeToken } from './token-source.ts';

/** Why the console asks for a token. */
export type SignInReason = 'first' | 'expired' | 'rejected';

export const token = signal<string | null>(storedToken() ?? developmentToken());
export const signInReason = signal<SignInReason>('first');
export const isDevelopment = computed(
  () => token.value !== null && token.value === developmentToken(),
);

/** The longest time that a timer can wait. */
const longestTimeoutMs = 2 ** 31 - 1;

let expiry: ReturnType<typeof setTimeout> | undefined;
watchExpiry();

export function signIn(pasted: string): void {
  const value = pasted.trim().replace(/^Bearer\s+/i, '');
  storeToken(value);
  token.value = value;
  watchExpiry();
}

export function signInAsDeveloper(): void {
  storeToken(null);
  token.value = developmentToken();
  watchExpiry();
}

export function signOut(): void {
  storeToken(null);
  clearTimeout(expiry);
  signInReason.value = 'first';
  token.value = null;
}

/** The server did not accept the token. */
export function rejectToken(): void {
  if (token.value === null) return;
  const end = expiryOf(token.value);
  storeToken(null);
  clearTimeout(expiry);
  signInReason.value = end !== null && end <= Date.now() ? 'expired' : 'rejected';
  token.value = null;
}

function watchExpiry(): void {
  clearTimeout(expiry);
  const end = token.value === null ? null : expiryOf(token.value);
  if (end === null) return;
  expiry = setTimeout(rejectToken, Math.min(Math.max(end - Date.now(), 0), longestTimeoutMs));
}
