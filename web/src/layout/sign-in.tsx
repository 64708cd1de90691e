import { useState } from 'preact/hooks';
import { type SignInReason, signIn, signInAsDeveloper, signInReason } from '../session/session.ts';
import { developmentToken } from '../session/token-source.ts';
import { Field } from '../ui/field.tsx';

const explanations: Readonly<Record<SignInReason, readonly [title: string, text: string]>> = {
  first: [
    'Sign in',
    'Paste a token of your organisation. On the machine of the server, `npm run token` makes one.',
  ],
  expired: ['Your token has expired', 'Paste a new token to continue. Nothing is lost.'],
  rejected: [
    'The server rejected the token',
    'The token is invalid or has expired. Paste another one to continue.',
  ],
};

/** Asks for a token, and explains why. */
export function SignIn() {
  const [pasted, setPasted] = useState('');
  const [title, text] = explanations[signInReason.value];
  return (
    <main class="sign-in">
      <form
        class="card stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (pasted.trim() !== '') signIn(pasted);
        }}
      >
        <h1>{title}</h1>
        <p class="soft">{text}</p>
        <Field label="Token" hint="It stays in this tab until you close it.">
          <input
            class="input mono"
            type="password"
            autocomplete="off"
            value={pasted}
            onInput={(event) => setPasted(event.currentTarget.value)}
          />
        </Field>
        <div class="row">
          <button type="submit" class="button primary" disabled={pasted.trim() === ''}>
            Sign in
          </button>
          {developmentToken() === null ? null : signInReason.value === 'first' ? (
            <button type="button" class="button" onClick={signInAsDeveloper}>
              Use the development token
            </button>
          ) : (
            <button type="button" class="button" onClick={() => location.reload()}>
              Get a new development token
            </button>
          )}
        </div>
      </form>
    </main>
  );
}
