import type { App } from './app.ts';
import { type Config, ConfigError, loadConfig } from './config.ts';

await main();

async function main(): Promise<void> {
  const config = readConfig();
  if (config === null) {
    process.exitCode = 1;
    return;
  }
  // Loaded only now, so that a faulty configuration is told at once.
  const { createApp } = await import('./app.ts');
  const developmentToken = await makeDevelopmentToken(config);
  const overrides =
    developmentToken === null ? {} : { graphiql: () => ({ token: developmentToken }) };
  const app = await createApp(config, overrides).catch((error: unknown) => {
    console.error(`Modelyard could not start. ${describe(error)}`);
    return null;
  });
  if (app === null) {
    process.exitCode = 1;
    return;
  }
  console.log(`Modelyard serves ${app.origin}/graphql (GraphiQL in a browser)`);
  if (developmentToken !== null) console.log(`Development token: ${developmentToken}`);
  stopOnSignal(app);
}

function readConfig(): Config | null {
  try {
    const { config, warnings, notices } = loadConfig();
    for (const line of [...warnings, ...notices]) console.error(line);
    return config;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error('Modelyard cannot start with this configuration:');
    for (const fault of error.faults) console.error(`- ${fault}`);
    return null;
  }
}

/** A token for trying things out, where this process could issue one and it is not production. */
async function makeDevelopmentToken({ production, jwt }: Config): Promise<string | null> {
  if (production || jwt.key.kind !== 'secret') return null;
  const { issueToken } = await import('./auth/issue-token.ts');
  const { scopes } = await import('./auth/viewer.ts');
  return issueToken(
    { ...jwt, secret: jwt.key.secret },
    { tenantId: 'dev', subject: 'developer', scopes, ttlSeconds: 7 * 86_400 },
  );
}

/** The first signal ends what runs, the second does not wait for it. */
function stopOnSignal(app: App): void {
  let stopping = false;
  const stop = () => {
    if (stopping) process.exit(1);
    stopping = true;
    app[Symbol.asyncDispose]().then(
      () => process.exit(0),
      async (error: unknown) => {
        // Unlike at the start, its message can quote what was to be written.
        const { describeError } = await import('./log.ts');
        const { type, code = 'no code' } = describeError(error);
        console.error(`Modelyard did not stop cleanly: ${type} (${code}).`);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
