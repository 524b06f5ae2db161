import * as canvas from '@napi-rs/canvas';
import { describe, expect, test } from 'vitest';
import type { Progress } from '../../contract/measures.ts';
import { shareFigure } from '../../contract/figures.ts';
import { tellFixes } from '../../figures/progress/fixes.ts';
import { tellHurts } from '../../figures/progress/hurts.ts';
import { speakerOf } from '../catalogue.ts';
import { openDrawer } from './drawing.ts';
import { openLetters } from './letters.ts';
import { openMarking } from './marking.ts';

const scripts = {
  Cyrillic: 'Доставка до двери',
  Greek: 'Παράδοση στην πόρτα',
  Arabic: 'التسليم إلى الباب',
  Hebrew: 'משלוח עד הדלת',
  Chinese: '送货上门',
  Japanese: 'お届け　サービス',
  Korean: '문 앞 배송',
  Thai: 'ส่งถึงหน้าบ้าน',
  Devanagari: 'दरवाज़े तक डिलीवरी',
  Vietnamese: 'Giao hàng tận cửa',
  pictographs: '🚚 Delivery 👩🏽‍💻',
} as const;
const names: readonly string[] = Object.values(scripts);
const own = ['Instrument latin', 'Instrument latin-ext'];

const hurts = {
  headline: { code: 'places', values: {} },
  places: names
    .slice(0, 6)
    .map((name) => ({ name, lost: shareFigure(30, 100), excessMoments: 12, named: true, touchpointId: name })),
  touchpoints: 6,
  link: { to: 'touchpoints', filter: {} },
} as unknown as Progress['hurts'];
const fixes = {
  fixes: names.map((title) => ({
    title,
    on: '2026-03-02',
    metric: 'moments-lost',
    better: 'lower',
    verdict: 'too-early',
    difference: null,
    low: null,
    high: null,
    expectedEffect: 0.05,
  })),
  better: 0,
  worse: 0,
  noDetectableChange: 0,
  tooEarly: names.length,
  link: { to: 'improvements', filter: {} },
} as unknown as Progress['fixes'];

/** A canvas of the machine with these faces only, which keeps what is written on the last picture and in which faces. */
function listening(families: typeof canvas.GlobalFonts.families) {
  const written: { text: string; font: string }[] = [];
  const createCanvas = (width: number, height: number) => {
    const made = canvas.createCanvas(width, height);
    // a picture may be drawn anew with further faces: what counts is the last one
    if (width > 100) written.length = 0;
    const context = made.getContext('2d');
    const [fill, stroke] = [context.fillText.bind(context), context.strokeText.bind(context)];
    const hear = (text: string) => void (width > 100 && written.push({ text, font: context.font }));
    context.fillText = (text, ...more) => (hear(text), fill(text, ...more));
    context.strokeText = (text, ...more) => (hear(text), stroke(text, ...more));
    return made;
  };
  const GlobalFonts = { registerFromPath: canvas.GlobalFonts.registerFromPath.bind(canvas.GlobalFonts), families };
  return { written, bring: () => Promise.resolve({ createCanvas, GlobalFonts } as never) };
}

/** How a letter looks in a font: what is drawn for a letter that no font has is the box. */
function look(letter: string, font: string): string {
  const context = canvas.createCanvas(32, 32).getContext('2d');
  context.font = font;
  context.fillText(letter, 4, 22);
  return context.canvas.toDataURL();
}

const machines = [
  ['with no face of its own', []],
  ['with the faces it has here', canvas.GlobalFonts.families],
] as const;

describe.each(machines)('on a machine %s', (_, families) => {
  test('no letter of a picture is a box, and every name is in it or told beside its number', async () => {
    const { written, bring } = listening([...families]);
    const draw = (await openDrawer(bring))!;
    for (const told of [tellHurts(hurts, speakerOf('fr'), 'fr'), tellFixes(fixes, speakerOf('en'), 'en')]) {
      const drawn = draw(told.picture!, 520);
      expect(written.length).toBeGreaterThan(10);
      for (const { text, font } of written) {
        const box = look('\u{10FFFF}', font);
        for (const letter of text) expect(look(letter, font), `${letter} of “${text}” in ${font}`).not.toBe(box);
      }
      const seen = written.map(({ text }) => text);
      for (const { mark, name } of drawn.names) {
        expect(name.trim()).not.toBe('');
        expect(
          seen.some((text) => text.includes(mark)),
          `${mark} ${name}`,
        ).toBe(true);
      }
      expect(new Set(drawn.names.map(({ mark }) => mark)).size).toBe(drawn.names.length);
      for (const name of told.picture!.table.rows.map(([first]) => String(first))) {
        const numbered = drawn.names.some((each) => plain(name).includes(plain(each.name)));
        // a long name is cut on the axis
        expect(numbered || seen.some((text) => text.slice(0, 6) === plain(name).slice(0, 6)), name).toBe(true);
      }
    }
  });
});

test('a bare machine numbers the names it cannot draw, and leaves what is Latin as it is', async () => {
  const draw = (await openDrawer(listening([]).bring))!;
  const { names: told } = draw(tellHurts(hurts, speakerOf('de'), 'de').picture!, 520);
  expect(told).toEqual([
    { mark: '(1)', name: scripts.Cyrillic },
    { mark: '(2)', name: scripts.Greek },
    { mark: '(3)', name: scripts.Arabic },
    { mark: '(4)', name: scripts.Hebrew },
    { mark: '(5)', name: scripts.Chinese },
    { mark: '(6)', name: scripts.Japanese },
  ]);
  const latin = { ...hurts, places: [{ ...hurts.places[0]!, name: 'Łódź, Größe · déjà vu' }] };
  expect(draw(tellHurts(latin, speakerOf('de'), 'de').picture!, 520).names).toEqual([]);
});

test('words that cannot be drawn get one number from the first of them to the last; a pictograph is left out', () => {
  const { canDraw } = openLetters(canvas.createCanvas, own, []);
  const { mark, names: told } = openMarking(canDraw);
  expect(mark('Доставка до двери, 5 January')).toBe('(1), 5 January');
  expect(mark('Отдел IT продаж')).toBe('(2)');
  expect(mark('Team Доставка до двери')).toBe('Team (1)');
  expect(mark('🚚 Delivery 👩🏽‍💻')).toBe('Delivery');
  expect(mark('🚚')).toBe('(3)');
  expect(mark('12\u202F% of\u00A030')).toBe('12\u202F% of\u00A030');
  expect(mark('one\ntwo')).toBe('one\ntwo');
  expect(told()).toEqual([
    { mark: '(1)', name: 'Доставка до двери' },
    { mark: '(2)', name: 'Отдел IT продаж' },
    { mark: '(3)', name: '🚚' },
  ]);
});

test('a face of the machine is taken into use when it has the letter, and stays behind ours', () => {
  // our own face under another name stands for one that the machine has
  const machine = [{ family: 'Instrument latin-ext', styles: [] }];
  const letters = openLetters(canvas.createCanvas, ['Instrument latin'], machine);
  expect(letters.faces()).toBe("'Instrument latin'");
  expect(letters.canDraw('Łódź')).toBe(true);
  expect(letters.faces()).toBe("'Instrument latin', 'Instrument latin-ext'");
  expect(letters.canDraw('日本')).toBe(false);
});

/** A name as it stands in a picture at least: without pictographs. */
function plain(name: string): string {
  return name
    .replaceAll(/[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Cf}]/gu, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
