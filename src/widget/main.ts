import launcherStyle from './launcher.css?inline';
import { type Desk, openDesk } from './desk.ts';
import { followTheme } from './theme.ts';
import type { Panel } from './panel.tsx';

/*
 * The tag's script. It leaves nothing behind in the page but one element with a shadow root: no global name, no style, no cookie. It
 * draws the button; everything behind the button is fetched when somebody presses it, or when a conversation was begun before.
 */

const labels = import.meta.glob<string>('../catalogue/*/widget-tag.json', { import: 'launcher', eager: true });

const script = document.currentScript;
if (script instanceof HTMLScriptElement && script.src !== '') {
  if (document.body === null) document.addEventListener('DOMContentLoaded', () => void begin(script), { once: true });
  else void begin(script);
}

async function begin(script: HTMLScriptElement): Promise<void> {
  const key = script.dataset['key'] ?? '';
  const desk = openDesk(new URL(script.src).origin, key, script.dataset['language']);
  if (key === '') return desk.complain('The tag has no data-key; copy it anew from Settings → Widget.');
  const start = await desk.start();
  if (start === undefined) return;

  const host = document.createElement('div');
  host.dataset['keptWidget'] = '';
  host.lang = desk.language;
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(launcherStyle);
  root.adoptedStyleSheets = [sheet, followTheme(host, start.settings)];
  host.classList.add(start.settings.position);
  const launcher = button(labels[`../catalogue/${desk.language}/widget-tag.json`] ?? 'Chat');
  root.append(launcher);
  document.body.append(host);

  const panel = panelOf(desk, root, launcher);
  launcher.addEventListener('click', () => void panel('toggle'));
  document.addEventListener('kept:open', () => void panel('open'));
  document.addEventListener('kept:forget', () => void panel('forget'));
  document.addEventListener('kept:identify', (event) => {
    const token: unknown = (event as CustomEvent<{ token?: unknown }>).detail?.token;
    if (typeof token === 'string') void desk.identify(token);
  });
  const identity = script.dataset['identity'];
  if (identity !== undefined && identity !== '') void desk.identify(identity);
  if (desk.remembers('open')) void panel('open');
  // a conversation that is under way may bring an answer while the panel is closed
  else if (desk.remembers('chat')) void panel('wait');
}

/** Fetches the panel once, whoever asks first. */
function panelOf(desk: Desk, root: ShadowRoot, launcher: HTMLButtonElement) {
  let fetched: Promise<Panel> | undefined;
  return async (deed: 'toggle' | 'open' | 'forget' | 'wait') => {
    launcher.setAttribute('aria-busy', 'true');
    try {
      fetched ??= import('./panel.tsx').then(({ mountPanel }) => mountPanel(desk, root, launcher));
      (await fetched)[deed]();
    } catch (error) {
      fetched = undefined;
      desk.complain(`The panel could not be shown; it is tried again at the next press. ${String(error)}`);
    } finally {
      launcher.removeAttribute('aria-busy');
    }
  };
}

function button(label: string): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'launcher';
  made.setAttribute('aria-label', label);
  made.setAttribute('aria-expanded', 'false');
  made.setAttribute('aria-haspopup', 'dialog');
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', 'M4 5h16v11H10l-4.5 4V16H4z');
  svg.append(path);
  made.append(svg);
  return made;
}
