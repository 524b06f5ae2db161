import panelStyle from './panel.css?inline';
import { render } from 'preact';
import { App, type Door } from './app.tsx';
import type { Desk } from './desk.ts';
import { fetchWords } from './words.ts';

/** What the tag's script does with the panel. */
export interface Panel {
  toggle(): void;
  open(): void;
  /** Listens without being open: a conversation is under way. */
  wait(): void;
  /** Another person sits here: nothing of the last one stays. */
  forget(): void;
}

/** Draws the panel into the shadow root, beside the button that opens it. */
export async function mountPanel(desk: Desk, root: ShadowRoot, launcher: HTMLButtonElement): Promise<Panel> {
  const say = await fetchWords(desk.language);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(panelStyle);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  const place = document.createElement('div');
  place.className = 'place';
  root.append(place);

  let open = false;
  let round = 0;
  let unread = 0;
  const door: Door = {
    close: () => turn(false),
    unread(count) {
      if (count === unread) return;
      unread = count;
      launcher.querySelector('.badge')?.remove();
      launcher.setAttribute(
        'aria-label',
        count === 0 ? say('launcher') : `${say('launcher')}, ${say('unread', { count })}`,
      );
      if (count === 0) return;
      const badge = document.createElement('span');
      badge.className = 'badge';
      badge.setAttribute('aria-hidden', 'true');
      badge.textContent = String(count);
      launcher.append(badge);
    },
  };
  const draw = () => render(<App key={round} desk={desk} say={say} open={open} door={door} />, place);
  const turn = (to: boolean) => {
    if (to === open) return;
    open = to;
    desk.remember('open', to ? '1' : undefined);
    launcher.setAttribute('aria-expanded', String(to));
    draw();
    if (!to) launcher.focus();
  };
  return {
    toggle: () => turn(!open),
    open: () => turn(true),
    wait: draw,
    forget() {
      desk.forget();
      door.unread(0);
      round++;
      draw();
    },
  };
}
