/** Keeps one core busy until this process is killed, or the one that started it has ended. */
for (const parent = process.ppid; process.ppid === parent; );
