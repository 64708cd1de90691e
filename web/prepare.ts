/**
 * Builds the console when the project is installed. An installation without development
 * dependencies (`npm ci --omit=dev`) takes web/dist from a complete one.
 */
const isInstalled = (name: string) => {
  try {
    import.meta.resolve(name);
    return true;
  } catch {
    return false;
  }
};

if (isInstalled('vite')) {
  const { build } = await import('vite');
  await build({ root: import.meta.dirname, logLevel: 'error' });
} else console.warn('The console was not built because Vite is not installed.');
