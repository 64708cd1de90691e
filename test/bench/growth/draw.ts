import { readFile, writeFile } from 'node:fs/promises';
import { drawChart } from './chart.ts';
import type { Growth } from './growth.ts';

/** Draws the results of one or more runs of `growth` as an SVG file. */
const files = process.argv.slice(2);
const [chart, ...results] = files;
if (chart === undefined || results.length === 0) {
  console.error('node test/bench/growth/draw.ts <chart.svg> <results.json> …');
  process.exitCode = 2;
} else {
  const growth: Growth[] = [];
  for (const file of results) {
    growth.push(...(JSON.parse(await readFile(file, 'utf8')) as { growth: Growth[] }).growth);
  }
  await writeFile(chart, drawChart(growth));
}
