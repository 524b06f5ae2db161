/**
 * Draws the pictures of src/figures where there is no browser. The engine and the canvas are read in when the first picture is wanted:
 * a house that mails no figures carries neither in memory.
 */
import { createRequire } from 'node:module';
import type { FigurePicture } from '../../figures/told.ts';
import { type ChartTheme, chartThemes, echartsTheme } from '../../figures/chart-theme.ts';
import { openLetters } from './letters.ts';
import { openMarking, type PictureName } from './marking.ts';

/** Dots of the PNG for one pixel of the picture: sharp on the screens that mails are read on. */
const ratio = 2;
/** Each part of the face under a name of its own: a letter that one lacks is looked for in the next, then in the machine's faces. */
const parts = ['latin', 'latin-ext'];
/** The canvas knows whole hundreds only. */
const weights = { plain: 400, strong: 600 };
/** All of the engine in one file: a quarter of the time and a tenth of the memory of its six hundred modules. */
const engine = 'echarts/dist/echarts.esm.min';

/** A picture as PNG, and what its numbers stand for where names are in letters that no face of this machine has. */
export interface DrawnPicture {
  readonly png: Buffer;
  readonly names: readonly PictureName[];
}

type Drawer = (picture: Pick<FigurePicture, 'option' | 'height'>, width: number) => DrawnPicture;
type Canvas = Pick<typeof import('@napi-rs/canvas'), 'createCanvas' | 'GlobalFonts'>;

let drawer: Promise<Drawer | undefined> | undefined;

/**
 * A picture as PNG on paper colour, in the light theme; undefined where this machine has no canvas, which is told once.
 * @param width pixels of the picture; the PNG has twice as many
 */
export async function drawPicture(
  picture: Pick<FigurePicture, 'option' | 'height'>,
  width: number,
): Promise<DrawnPicture | undefined> {
  drawer ??= openDrawer();
  const draw = await drawer;
  return draw?.(picture, width);
}

/**
 * Brings the engine onto a canvas; undefined, with one line in the log, where there is none for this machine.
 * @param bringCanvas where the canvas comes from
 */
export async function openDrawer(
  bringCanvas: () => Promise<Canvas> = () => import('@napi-rs/canvas'),
): Promise<Drawer | undefined> {
  try {
    const [{ init, setPlatformAPI }, { createCanvas, GlobalFonts }] = await Promise.all([
      import(/* @vite-ignore */ engine) as Promise<typeof import('echarts')>,
      bringCanvas(),
    ]);
    const here = createRequire(import.meta.url);
    for (const part of parts)
      GlobalFonts.registerFromPath(
        here.resolve(`@fontsource-variable/instrument-sans/files/instrument-sans-${part}-wght-normal.woff2`),
        `Instrument ${part}`,
      );
    const own = parts.map((part) => `Instrument ${part}`);
    const letters = openLetters(createCanvas, own, GlobalFonts.families);
    const ruler = createCanvas(1, 1).getContext('2d');
    setPlatformAPI({
      createCanvas: () => createCanvas(1, 1) as never,
      measureText: (text, font) => {
        ruler.font = font ?? '';
        // the engine measures every character of ASCII, and this canvas refuses the first
        return { width: ruler.measureText(text.replaceAll('\0', '')).width };
      },
    });
    const draw = ({ option, height }: Pick<FigurePicture, 'option' | 'height'>, width: number): DrawnPicture => {
      const theme: ChartTheme = { ...chartThemes.light, ...weights, font: letters.faces() };
      const { through, names } = openMarking(letters.canDraw);
      const canvas = createCanvas(width * ratio, height * ratio);
      const chart = init(canvas as never, echartsTheme(theme), {
        renderer: 'canvas',
        devicePixelRatio: ratio,
        width,
        height,
      });
      try {
        chart.setOption({ ...through(option(theme)), animation: false, backgroundColor: theme.surface });
        return { png: canvas.toBuffer('image/png'), names: names() };
      } finally {
        chart.dispose();
      }
    };
    return (picture, width) => {
      for (;;) {
        const before = letters.faces();
        const drawn = draw(picture, width);
        // words met on the way took further faces into use: once more with them
        if (letters.faces() === before) return drawn;
      }
    };
  } catch (error) {
    process.emitWarning(
      `Charts cannot be drawn on this machine, so mailed figures come with their tables only: ${String(error)}`,
      'KeptPictures',
    );
    return undefined;
  }
}
