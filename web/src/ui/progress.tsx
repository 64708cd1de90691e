interface ProgressProps {
  readonly label: string;
  /** 0 to 1; null while the total is unknown. */
  readonly share: number | null;
}

export function Progress({ label, share }: ProgressProps) {
  const percent = share === null ? undefined : Math.round(share * 100);
  return (
    <div
      class={share === null ? 'progress unknown' : 'progress'}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      tabIndex={-1}
    >
      <div style={share === null ? undefined : { width: `${(share * 100).toFixed(1)}%` }} />
    </div>
  );
}
