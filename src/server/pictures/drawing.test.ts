import { createCanvas, loadImage } from '@napi-rs/canvas';
import { expect, test } from 'vitest';
import { wireChart } from '../../contract/control-charts.ts';
import { shareFigure } from '../../contract/figures.ts';
import { languages } from '../../domain/languages.ts';
import { chartThemes } from '../../figures/chart-theme.ts';
import { controlPicture } from '../../figures/control-chart.ts';
import { tellMoments } from '../../figures/progress/moments.ts';
import { speakerOf } from '../catalogue.ts';
import { type DrawnPicture, drawPicture, openDrawer } from './drawing.ts';

const { light } = chartThemes;

/** How many dots of the picture have a colour, by its hexadecimal name. */
async function dotsOf({
  png,
}: DrawnPicture): Promise<{ width: number; height: number; count: (colour: string) => number }> {
  const picture = await loadImage(png);
  const context = createCanvas(picture.width, picture.height).getContext('2d');
  context.drawImage(picture, 0, 0);
  const { data } = context.getImageData(0, 0, picture.width, picture.height);
  const counts = new Map<number, number>();
  for (let at = 0; at < data.length; at += 4) {
    const name = (data[at]! << 16) | (data[at + 1]! << 8) | data[at + 2]!;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const { width, height } = picture;
  return { width, height, count: (colour) => counts.get(Number.parseInt(colour.slice(1), 16)) ?? 0 };
}

const months = Array.from({ length: 12 }, (_, place) => ({
  from: `2026-${String(place + 1).padStart(2, '0')}-01`,
  won: shareFigure(60, 100),
  neutral: shareFigure(20, 100),
  lost: shareFigure(20, 100),
}));
const moments = {
  headline: { code: 'counts' as const, values: {} },
  first: null,
  last: months.at(-1)!,
  total: { won: shareFigure(720, 1200), neutral: shareFigure(240, 1200), lost: shareFigure(240, 1200) },
  series: months,
  link: { to: 'moments' as const, filter: {} },
};

test('won, neutral and lost are drawn as large as they are, on paper colour, at twice the pixels', async () => {
  const { picture } = tellMoments(moments, speakerOf('de'), 'de');
  const drawn = await drawPicture(picture!, 520);
  expect(drawn!.png.subarray(0, 8)).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
  const { width, height, count } = await dotsOf(drawn!);
  expect([width, height]).toEqual([1040, 504]);
  // the intervals lie paler along the borders, so that each layer shows less of itself than its share
  expect(count(light.won)).toBeGreaterThan(60_000);
  expect(count(light.lost)).toBeGreaterThan(8_000);
  expect(count(light.won)).toBeGreaterThan(count(light.lost) * 2);
  expect(count(light.surface)).toBeGreaterThan(60_000);
});

test.each(languages)('words stand beside the picture and leave it readable in %s', async (language) => {
  const { picture } = tellMoments(moments, speakerOf(language), language);
  const { count } = await dotsOf((await drawPicture(picture!, 520))!);
  // strokes of letters, and not one letter over all of it: a weight that the canvas takes for a size does that
  expect(count(light.ink)).toBeGreaterThan(300);
  expect(count(light.ink)).toBeLessThan(12_000);
  expect(count(light.inkThird)).toBeLessThan(12_000);
});

test('letters with accents are drawn, not boxes: two different ones look different', async () => {
  const named = (title: string) => {
    const weeks = Array.from({ length: 14 }, (_, week) => ({
      from: new Date(Date.UTC(2026, 0, 5 + week * 7)).toISOString().slice(0, 10),
      k: 10,
      n: 50,
    }));
    const chart = wireChart(weeks, 'lower', [{ improvementId: 'x', title, on: '2026-02-10', rebases: true }]);
    return drawPicture(controlPicture(chart, { name: '', height: 200 }, speakerOf('de'), 'de')!, 520);
  };
  const [one, other, third] = await Promise.all([named('ÄÖÜ'), named('ÉÈÊ'), named('ŁŚŻ')]);
  expect(one!.png.equals(other!.png)).toBe(false);
  expect(third!.png.equals(other!.png)).toBe(false);
  expect(one!.png.equals((await named('ÄÖÜ'))!.png)).toBe(true);
});

test('a machine without a canvas draws nothing and says so in a line, rather than failing the mail', async () => {
  const told: Error[] = [];
  const hear = (warning: Error) => void told.push(warning);
  process.on('warning', hear);
  const none = await openDrawer(() => Promise.reject(new Error('Cannot find native binding')));
  await new Promise((done) => setImmediate(done));
  process.off('warning', hear);
  expect(none).toBeUndefined();
  expect(told.map(({ name, message }) => `${name}: ${message}`)).toEqual([
    'KeptPictures: Charts cannot be drawn on this machine, so mailed figures come with their tables only: Error: Cannot find native binding',
  ]);
});
