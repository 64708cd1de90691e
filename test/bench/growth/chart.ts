import { format } from '../report.ts';
import type { Growth } from './growth.ts';

const columns = 2;
const panel = { width: 440, height: 290 };
/** The plot within a panel. */
const plot = { left: 62, top: 52, width: 350, height: 176 };
const colours = 3;

/**
 * Draws one panel for each growth, with logarithmic axes. The colours match the reader's light or
 * dark setting.
 */
export function drawChart(growth: readonly Growth[]): string {
  const width = columns * panel.width;
  const height = Math.ceil(growth.length / columns) * panel.height;
  const panels = growth.map((one, index) => {
    const x = (index % columns) * panel.width;
    const y = Math.floor(index / columns) * panel.height;
    return `<g transform="translate(${x} ${y})">\n${drawPanel(one)}\n</g>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="How cost grows with the size of an installation">
<style>
svg { --text: #24292f; --dim: #59636e; --grid: #d1d9e0; --back: #ffffff; --c0: #0969da; --c1: #bc4c00; --c2: #1a7f37 }
@media (prefers-color-scheme: dark) {
  svg { --text: #f0f6fc; --dim: #9198a1; --grid: #3d444d; --back: #0d1117; --c0: #4493f8; --c1: #f0883e; --c2: #3fb950 }
}
text { font: 11px system-ui, sans-serif; fill: var(--dim) }
.title { font-size: 13px; font-weight: 600; fill: var(--text) }
.grid { stroke: var(--grid); fill: none }
${Array.from({ length: colours }, (_, index) => `.s${index} { stroke: var(--c${index}); fill: none; stroke-width: 2 } .d${index} { fill: var(--c${index}) }`).join('\n')}
</style>
<rect width="${width}" height="${height}" fill="var(--back)"/>
${panels.join('\n')}
</svg>
`;
}

function drawPanel({ title, x, y, series }: Growth): string {
  const points = series.flatMap((one) => one.points);
  const toX = scale(powers(points.map((point) => point.x)), plot.left, plot.width);
  const toY = scale(powers(points.map((point) => point.y)), plot.top + plot.height, -plot.height);
  const bottom = plot.top + plot.height;
  const right = plot.left + plot.width;
  return [
    `<text class="title" x="${plot.left}" y="20">${escapeXml(title)}</text>`,
    `<text x="${plot.left}" y="40">${escapeXml(y)}</text>`,
    `<text x="${right}" y="${bottom + 34}" text-anchor="end">${escapeXml(x)}</text>`,
    ...toX.powers.map((value) => {
      const at = round(toX.place(value));
      return `<path class="grid" d="M${at} ${plot.top}V${bottom}"/><text x="${at}" y="${bottom + 16}" text-anchor="middle">${format(value)}</text>`;
    }),
    ...toY.powers.map((value) => {
      const at = round(toY.place(value));
      return `<path class="grid" d="M${plot.left} ${at}H${right}"/><text x="${plot.left - 8}" y="${at + 4}" text-anchor="end">${format(value)}</text>`;
    }),
    ...series.map((one, index) => {
      const colour = index % colours;
      const places = one.points.map((point) => [
        round(toX.place(point.x)),
        round(toY.place(point.y)),
      ]);
      const dots = places.map(
        ([cx, cy]) => `<circle class="d${colour}" cx="${cx}" cy="${cy}" r="3"/>`,
      );
      return `<path class="s${colour}" d="M${places.map((place) => place.join(' ')).join('L')}"/>${dots.join('')}`;
    }),
    legend(
      series.map(({ name }) => name),
      bottom + 52,
    ),
  ].join('\n');
}

function legend(names: readonly string[], y: number): string {
  if (names.length < 2) return '';
  let x = plot.left - 40;
  return names
    .map((name, index) => {
      const mark = `<circle class="d${index % colours}" cx="${x}" cy="${y - 4}" r="4"/><text x="${x + 8}" y="${y}">${escapeXml(name)}</text>`;
      // Characters are about 5.4 units wide.
      x += 24 + name.length * 5.4;
      return mark;
    })
    .join('');
}

/** Returns the powers of ten that enclose all values, at least two. */
function powers(values: readonly number[]): number[] {
  const positive = values.filter((value) => value > 0);
  const first = Math.floor(Math.log10(Math.min(...positive)));
  const last = Math.max(first + 1, Math.ceil(Math.log10(Math.max(...positive))));
  return Array.from({ length: last - first + 1 }, (_, index) => 10 ** (first + index));
}

function scale(all: readonly number[], start: number, length: number) {
  const first = Math.log10(all[0] ?? 1);
  const decades = all.length - 1;
  const place = (value: number) => start + ((Math.log10(value) - first) / decades) * length;
  return { powers: all, place };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
