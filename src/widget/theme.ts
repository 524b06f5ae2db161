import type { Start } from './desk.ts';

/** Colours by setting, by the page, or by the person's machine, as a sheet that follows when the page turns dark. */
export function followTheme(host: HTMLElement, settings: Start['settings']): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  const ink = readableOn(settings.colour);
  sheet.replaceSync(`:host{--accent:${settings.colour};--on-accent:${ink}}`);
  const dusk = matchMedia('(prefers-color-scheme: dark)');
  const draw = () => host.classList.toggle('dark', isDark(settings.theme, dusk.matches));
  draw();
  dusk.addEventListener('change', draw);
  new MutationObserver(draw).observe(document.documentElement, {
    attributes: true,
    attributeFilter: ['class', 'style', 'data-theme', 'data-color-scheme', 'data-bs-theme'],
  });
  return sheet;
}

function isDark(theme: Start['settings']['theme'], dusk: boolean): boolean {
  if (theme !== 'page') return theme === 'dark';
  const scheme = getComputedStyle(document.documentElement).colorScheme;
  if (/\bdark\b/.test(scheme)) return /\blight\b/.test(scheme) ? dusk : true;
  if (/\blight\b/.test(scheme)) return false;
  // a page that says nothing shows what it is
  for (const element of [document.body, document.documentElement]) {
    const [red, green, blue, alpha = 1] = (getComputedStyle(element).backgroundColor.match(/[\d.]+/g) ?? []).map(
      Number,
    );
    if (red !== undefined && alpha > 0.5) return lightness(red, green ?? 0, blue ?? 0) < 0.2;
  }
  return false;
}

/** Black or white, whichever has more contrast on a colour (WCAG 2.2, relative luminance). */
function readableOn(colour: string): string {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  return lightness(red, green, blue) > 0.179 ? '#111' : '#fff';
}

function lightness(red: number, green: number, blue: number): number {
  const [r = 0, g = 0, b = 0] = [red, green, blue].map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
