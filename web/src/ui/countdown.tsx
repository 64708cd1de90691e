import { useEffect, useState } from 'preact/hooks';
import { duration } from './format.ts';

/** The time until a moment, as `in 12 s`. */
export function Countdown({ to }: { to: string }) {
  const [now, setNow] = useState(Date.now);
  const end = Date.parse(to);
  const isOver = end <= now;
  useEffect(() => {
    if (isOver) return;
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [isOver]);
  return (
    <time dateTime={to} title={new Date(end).toLocaleString()}>
      {isOver
        ? 'now'
        : `in ${duration(Math.max(1, Math.ceil((end - now) / 1_000)) * 1_000).replace('.0', '')}`}
    </time>
  );
}
