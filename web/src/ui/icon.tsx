const paths = {
  models: 'M12 3 4 7v10l8 4 8-4V7zM4 7l8 4 8-4M12 11v10',
  routes: 'M3 12h6l5-6h6m-3-3 3 3-3 3M9 12l5 6h6m-3-3 3 3-3 3',
  keys: 'M15 8a4 4 0 1 1-8 0 4 4 0 0 1 8 0zM11 12v9m0-4h4',
  playground: 'M5 5h14v10H10l-5 4z',
  downloads: 'M12 4v11m0 0-4-4m4 4 4-4M5 19h14',
  activity: 'M3 12h4l3-7 4 14 3-7h4',
  usage: 'M5 20V10m7 10V4m7 16v-7',
  audit: 'M6 4h12v16H6zM9 9h6m-6 4h6',
  platform: 'M12 3l7 3v5c0 5-3 8-7 10-4-2-7-5-7-10V6z',
  close: 'M6 6l12 12M18 6 6 18',
  plus: 'M12 5v14M5 12h14',
  check: 'M5 12l5 5 9-10',
  star: 'M12 4l2.4 5 5.6.7-4.1 3.8 1.1 5.5-5-2.8-5 2.8 1.1-5.5L4 9.7 9.6 9z',
  up: 'M6 14l6-6 6 6',
  down: 'M6 10l6 6 6-6',
  back: 'M14 6l-6 6 6 6',
  send: 'M12 19V5m0 0-6 6m6-6 6 6',
  stop: 'M7 7h10v10H7z',
  image: 'M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15 9h.01',
  copy: 'M9 9h10v10H9zM5 15V5h10',
} as const;

export type IconName = keyof typeof paths;

/** Decoration only: the text or label beside it has the meaning. */
export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.9"
      stroke-linecap="round"
      stroke-linejoin="round"
    >
      <path d={paths[name]} />
    </svg>
  );
}
