const dayMs = 86_400_000;

/** The days of a range in UTC, such as `2026-01-31`, oldest first. Today is the last one. */
export function daysUntilToday(length: number): readonly string[] {
  const today = Math.floor(Date.now() / dayMs) * dayMs;
  return Array.from({ length }, (_, index) =>
    new Date(today - (length - 1 - index) * dayMs).toISOString().slice(0, 10),
  );
}

/** The start of the first day and the end of the last one. */
export function boundsOf(days: readonly string[]): { from: string; to: string } {
  const first = days[0] ?? '';
  const last = days.at(-1) ?? '';
  return {
    from: new Date(`${first}T00:00:00Z`).toISOString(),
    to: new Date(Date.parse(`${last}T00:00:00Z`) + dayMs).toISOString(),
  };
}
