/** Uses one core until this process is killed, or its parent process has ended. */
for (const parent = process.ppid; process.ppid === parent; );
