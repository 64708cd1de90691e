import { useEffect, useRef, useState } from 'preact/hooks';
import type uPlot from 'uplot';
import { theme } from '../../navigation/theme.ts';

export interface Series {
  readonly label: string;
  /** One value for each day; null leaves a gap. */
  readonly values: readonly (number | null)[];
  /** Name of a CSS property with the colour. */
  readonly color: string;
}

interface ChartProps {
  readonly title: string;
  readonly days: readonly string[];
  readonly series: readonly Series[];
  /** Bars are stacked, lines are not. */
  readonly kind: 'bars' | 'lines';
  readonly format: (value: number) => string;
}

const height = 200;

/** Distances between ticks: calls, tokens and milliseconds are whole numbers. */
const wholeSteps = Array.from({ length: 12 }, (_, power) =>
  [1, 2, 5].map((n) => n * 10 ** power),
).flat();

/** A chart over days. The table on the page has the same numbers for screen readers. */
export function Chart({ title, days, series, kind, format }: ChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const darkness = useDarkness();
  const data = JSON.stringify([days, series, theme.value, darkness]);

  // `data` stands for what is drawn.
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    let chart: uPlot | undefined;
    let isGone = false;
    const resize = new ResizeObserver(() => chart?.setSize({ width: element.clientWidth, height }));
    void import('uplot').then(({ default: Plot }) => {
      if (isGone) return;
      const options = optionsOf(Plot, element, { days, series, kind, format });
      chart = new Plot(options, dataOf(days, series, kind), element);
      resize.observe(element);
    });
    return () => {
      isGone = true;
      resize.disconnect();
      chart?.destroy();
    };
  }, [data]);

  return (
    <figure class="card chart">
      <figcaption>
        <h2>{title}</h2>
      </figcaption>
      <div ref={box} class="chart-box" role="img" aria-label={`Chart: ${title}`} />
      <ul class="legend">
        {series.map(({ label, color }) => (
          <li key={label}>
            <span class="swatch" style={{ background: `var(${color})` }} />
            {label}
          </li>
        ))}
      </ul>
    </figure>
  );
}

function dataOf(
  days: readonly string[],
  series: readonly Series[],
  kind: ChartProps['kind'],
): uPlot.AlignedData {
  const times = days.map((day) => Date.parse(`${day}T00:00:00Z`) / 1000);
  if (kind === 'lines') return [times, ...series.map(({ values }) => [...values])];
  // The sum of all series is drawn first, and the smaller sums in front of it.
  const sums = series.map((_, index) =>
    days.map((_day, day) =>
      series.slice(index).reduce((sum, { values }) => sum + (values[day] ?? 0), 0),
    ),
  );
  return [times, ...sums];
}

function optionsOf(
  Plot: typeof uPlot,
  element: HTMLElement,
  { days, series, kind, format }: Omit<ChartProps, 'title'>,
): uPlot.Options {
  const text = colorOf(element, '--text-soft');
  const grid = { stroke: colorOf(element, '--border'), width: 1 };
  const axis = { stroke: text, grid, ticks: { show: false }, font: '12px system-ui, sans-serif' };
  const barPaths = Plot.paths.bars?.({ size: [0.7, 48] });
  return {
    width: element.clientWidth,
    height,
    legend: { show: false },
    cursor: { show: false },
    tzDate: (seconds) => Plot.tzDate(new Date(seconds * 1000), 'Etc/UTC'),
    scales: {
      // Room for the first and the last bar.
      x: { range: (_plot, min, max) => [min - 43_200, max + 43_200] },
      y: { range: (_plot, _min, max) => [0, Math.max(max, 1) * 1.1] },
    },
    axes: [
      {
        ...axis,
        grid: { show: false },
        space: 60,
        incrs: [1, 2, 7, 14, 30].map((count) => count * 86_400),
        values: (_plot, ticks) =>
          ticks.map((seconds) => {
            const day = new Date(seconds * 1000).toISOString().slice(0, 10);
            return days.includes(day) ? day.slice(5) : '';
          }),
      },
      { ...axis, size: 64, incrs: wholeSteps, values: (_plot, ticks) => ticks.map(format) },
    ],
    series: [
      {},
      ...series.map(({ label, color }) => {
        const stroke = colorOf(element, color);
        return kind === 'bars' && barPaths !== undefined
          ? { label, fill: stroke, stroke, width: 0, paths: barPaths, points: { show: false } }
          : {
              label,
              stroke,
              width: 2,
              spanGaps: true,
              points: { show: true, size: 6, fill: stroke },
            };
      }),
    ],
  };
}

/** A canvas needs the computed colour of a CSS property. */
function colorOf(element: HTMLElement, property: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${property})`;
  element.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

function useDarkness(): boolean {
  const query = matchMedia('(prefers-color-scheme: dark)');
  const [isDark, setDark] = useState(query.matches);
  useEffect(() => {
    const change = () => setDark(query.matches);
    query.addEventListener('change', change);
    return () => query.removeEventListener('change', change);
  }, [query]);
  return isDark;
}
