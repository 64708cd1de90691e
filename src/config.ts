/** How tokens are verified. What is configured fixes the algorithm; the token has no say. */
export type JwtKey =
  | { readonly kind: 'secret'; readonly secret: Uint8Array }
  | { readonly kind: 'public-key'; readonly pem: string }
  | { readonly kind: 'jwks'; readonly url: string };

export interface JwtConfig {
  readonly key: JwtKey;
  readonly issuer: string | undefined;
  readonly audience: string | undefined;
  readonly tenantClaim: string;
}

/** One AES-256 key of the keyring. */
export interface EncryptionKey {
  readonly id: string;
  /** 32 bytes. */
  readonly key: Uint8Array;
}

/** Everything the process takes from its environment. */
export interface Config {
  readonly production: boolean;
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** Absolute path of the directory for PGlite and for secrets made in development. */
  readonly dataDir: string;
  /** PostgreSQL connection string; null means PGlite in `dataDir`. */
  readonly databaseUrl: string | null;
  readonly jwt: JwtConfig;
  /** The first seals, all open. */
  readonly encryptionKeys: readonly EncryptionKey[];
  readonly ollama: { readonly baseUrl: string; readonly optional: boolean };
  /** Hosts, host:port or CIDRs that remote models may reach although private. */
  readonly egressAllow: readonly string[];
  readonly logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug';
}
