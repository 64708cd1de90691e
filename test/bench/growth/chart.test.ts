import { expect, test } from 'vitest';
import { drawChart } from './chart.ts';

test('draws points on logarithmic axes with their names and units', () => {
  const points = [1, 10, 100].map((x) => ({ x, y: x * 2 }));
  const series = [{ name: 'duration', points }];
  const title = 'Lists & pages';
  const svg = drawChart([{ name: 'lists', title, x: 'tenants', y: 'per request, ms', series }]);

  const places = [...svg.matchAll(/cx="([\d.]+)" cy="([\d.]+)" r="3"/g)].map((match) => [
    Number(match[1]),
    Number(match[2]),
  ]);
  expect(places).toHaveLength(3);
  const [[x0 = 0, y0 = 0] = [], [x1 = 0, y1 = 0] = [], [x2 = 0, y2 = 0] = []] = places;
  // Equal ratios are equal distances, and larger values are higher.
  expect(x2 - x1).toBeCloseTo(x1 - x0, 0);
  expect(y1 - y2).toBeCloseTo(y0 - y1, 0);
  expect(y2).toBeLessThan(y0);
  expect(svg).toContain('>Lists &amp; pages<');
  expect(svg).toContain('>per request, ms<');
  expect(svg).toContain('>tenants<');
  for (const power of ['1', '10', '100', '1,000']) expect(svg).toContain(`>${power}</text>`);
});
