import { Database } from '../../src/db/database.ts';
import { createTestApp, type TestApp, type TestAppOptions } from './create-test-app.ts';

export interface AppWithDatabase extends AsyncDisposable {
  readonly app: TestApp;
  /** The app's own database, to read and change what is stored. */
  readonly database: Database;
}

/** Uses the app's connection, because an embedded database has only one. */
export async function createAppWithDatabase(
  options: TestAppOptions = {},
): Promise<AppWithDatabase> {
  const { open } = Database;
  const opened: Database[] = [];
  Database.open = async (location, options) => {
    const database = await open(location, options);
    opened.push(database);
    return database;
  };
  try {
    const app = await createTestApp(options);
    const [database] = opened;
    if (database === undefined) throw new Error('The app has opened no database.');
    return { app, database, [Symbol.asyncDispose]: () => app[Symbol.asyncDispose]() };
  } finally {
    Database.open = open;
  }
}
