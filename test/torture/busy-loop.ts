/** Keeps one core busy until the process is killed. */
for (;;);
