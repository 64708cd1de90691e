import type { App } from './app.ts';
import { type Config, ConfigError, type LoadedConfig, loadConfig } from './config.ts';

const usage = `npm start

Starts the server. All settings are environment variables, which docs/configuration.md lists.
Other commands: npm run doctor | migrate | keys | builtin | token, each with -- --help.`;

await main();

async function main(): Promise<void> {
  const [argument] = process.argv.slice(2);
  if (argument !== undefined) {
    const isHelp = argument === '--help' || argument === '-h';
    if (isHelp) console.log(usage);
    else console.error(`Modelyard takes no arguments.\n\n${usage}`);
    process.exitCode = isHelp ? 0 : 2;
    return;
  }
  const loaded = readConfig();
  if (loaded === null) {
    process.exitCode = 1;
    return;
  }
  const { config, warnings, notices } = loaded;
  const say = await announcer(config);
  for (const line of [...warnings, ...notices]) say(line);
  // Imported after the configuration is read, so that its errors are reported immediately.
  const { createApp, stopMs } = await import('./app.ts');
  const { Metrics } = await import('./metrics/metrics.ts');
  const { developmentTokens } = await import('./auth/development-token.ts');
  const issue = developmentTokens(config);
  const metrics = new Metrics();
  metrics.includeProcess();
  const overrides = {
    metrics,
    // A crashed embedded database works again only in a new process.
    onDatabaseCrash: () => process.exit(1),
    ...(typeof issue === 'function' ? { graphiql: async () => ({ token: await issue() }) } : {}),
  };
  const app = await createApp(config, overrides).catch((error: unknown) => {
    console.error(`Modelyard could not start: ${describe(error)}`);
    return null;
  });
  // A connection that PostgreSQL has not accepted would keep the process running.
  if (app === null) process.exit(1);
  if (config.console) say(`Open the console in a browser: ${app.origin}`);
  const hint = config.schemaAccess === 'public' ? ' (open it in a browser for GraphiQL)' : '';
  say(`Modelyard serves ${app.origin}/graphql${hint}`);
  if (typeof issue === 'function') console.log(`Development token: ${await issue()}`);
  else if (issue !== null) console.log(`No development token: ${issue}.`);
  stopOnSignal(app, config.shutdownGraceSeconds * 1_000 + stopMs, say);
}

/** Messages to the operator: JSON lines in production, where programs read them, whatever LOG_LEVEL. */
async function announcer({ production, logFormat }: Config): Promise<(message: string) => void> {
  if (!production || logFormat !== 'json') return (message) => console.log(message);
  const { createLog } = await import('./log.ts');
  const log = createLog({ level: 'info', format: logFormat });
  return (message) => log.info({}, message);
}

function readConfig(): LoadedConfig | null {
  try {
    return loadConfig();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error('Modelyard cannot start: the configuration is invalid.');
    for (const fault of error.faults) console.error(`- ${fault}`);
    return null;
  }
}

/** The first signal stops the server within a limited time, the second exits immediately. */
function stopOnSignal(app: App, deadlineMs: number, say: (message: string) => void): void {
  let stopping = false;
  const stop = (signal: NodeJS.Signals) => {
    if (stopping) process.exit(1);
    stopping = true;
    say(`Modelyard is stopping, because it received ${signal}`);
    setTimeout(() => exitUnfinished(app.unfinished()), deadlineMs);
    app[Symbol.asyncDispose]().then(
      () => {
        if (app.unfinished().length > 0) exitUnfinished(app.unfinished());
        say('Modelyard has stopped');
        process.exit(0);
      },
      async (error: unknown) => {
        // The message of this error can quote data that was being written, so it is not printed.
        const { describeError } = await import('./log.ts');
        const { type, code = 'no code' } = describeError(error);
        console.error(`Modelyard did not stop cleanly: ${type} (${code}).`);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
}

function exitUnfinished(unfinished: readonly string[]): never {
  console.error(`Modelyard did not stop in time. Unfinished: ${unfinished.join(', ')}.`);
  process.exit(1);
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
