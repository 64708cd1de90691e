/** Numbers as people read them. */
const units = ['B', 'KB', 'MB', 'GB', 'TB'];

/** @param bytes in decimal units, as Ollama shows them. */
export function size(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

export function duration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

const wholeNumber = new Intl.NumberFormat('en');
const shortNumber = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });

export const count = (value: number): string => wholeNumber.format(value);
export const compact = (value: number): string => shortNumber.format(value);

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

export function ago(at: string): string {
  const seconds = (Date.parse(at) - Date.now()) / 1000;
  if (Math.abs(seconds) < 45) return seconds > 5 ? 'in a moment' : 'just now';
  const minutes = seconds / 60;
  if (Math.abs(minutes) < 60) return relative.format(Math.round(minutes), 'minute');
  const hours = minutes / 60;
  if (Math.abs(hours) < 24) return relative.format(Math.round(hours), 'hour');
  return relative.format(Math.round(hours / 24), 'day');
}

/** A value of an enum as text: `DOWNLOAD_FAILED` becomes `download failed`. */
export function words(value: string): string {
  return value.toLowerCase().replaceAll('_', ' ');
}

export function title(value: string): string {
  const text = words(value);
  return text.charAt(0).toUpperCase() + text.slice(1);
}
