import { useEffect, useEffectEvent } from 'react';
import { createRegistry } from './registry.ts';

/** A key or a sequence that does something while its screen is open. */
export interface Shortcut {
  /** `j`, `g i` (one after the other), `mod+enter` (⌘ on a Mac, Ctrl elsewhere), `?`, `escape`. */
  readonly keys: string;
  /** Catalogue key of what it does, with its namespace: `cases:shortcuts.reply`. */
  readonly labelKey: string;
  readonly handler: () => void;
}

/** What the sheet under `?` lists. The newest binding of a key wins. */
export const shortcuts = createRegistry<Shortcut>();

const storageKey = 'kept.single-keys';
let pending = '';
let pendingUntil = 0;

/** Binds keys while the calling part is mounted and `enabled`. */
export function useShortcut(keys: string, labelKey: string, handler: () => void, enabled = true): void {
  const run = useEffectEvent(handler);
  useEffect(() => {
    if (!enabled) return undefined;
    return shortcuts.add({ keys, labelKey, handler: () => run() });
  }, [keys, labelKey, enabled]);
}

/** Starts listening to the keyboard. @returns stops. */
export function startShortcuts(): () => void {
  addEventListener('keydown', press);
  return () => removeEventListener('keydown', press);
}

/** Whether keys without Ctrl or ⌘ act; people who speak to their computer switch them off (WCAG 2.1.4). */
export function singleKeys(): boolean {
  return localStorage.getItem(storageKey) !== 'off';
}

/** Remembers the choice on this device. */
export function setSingleKeys(on: boolean): void {
  localStorage.setItem(storageKey, on ? 'on' : 'off');
}

/**
 * The name of what was pressed, as `Shortcut.keys` writes it. On a keyboard whose letters are not Latin a letter is known by its
 * place: R is R in Kyiv, Athens and Tel Aviv, too.
 */
export function keyName(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'> & { code?: string },
): string {
  const foreign = /^\p{L}$/u.test(event.key) && !/\p{Script=Latin}/u.test(event.key);
  const placed = foreign ? /^Key(.)$/.exec(event.code ?? '')?.[1] : undefined;
  const key = event.key === ' ' ? 'space' : (placed ?? event.key).toLowerCase();
  const mod = event.ctrlKey || event.metaKey ? 'mod+' : '';
  const alt = event.altKey ? 'alt+' : '';
  // A shifted sign (?) is its own name; a shifted letter or named key says so.
  const shift = event.shiftKey && (key.length > 1 || /\p{L}/u.test(key)) ? 'shift+' : '';
  return `${mod}${alt}${shift}${key}`;
}

/** The keys as caps to print: ['⌘', 'K'] on a Mac, ['Ctrl', 'K'] elsewhere. */
export function keyCaps(keys: string, mac: boolean = isMac()): string[] {
  return keys.split(' ').flatMap((chord) => chord.split('+').map((key) => cap(key, mac)));
}

function cap(key: string, mac: boolean): string {
  const named: Record<string, string> = {
    mod: mac ? '⌘' : 'Ctrl',
    alt: mac ? '⌥' : 'Alt',
    shift: '⇧',
    enter: '↵',
    escape: 'Esc',
    arrowup: '↑',
    arrowdown: '↓',
    arrowleft: '←',
    arrowright: '→',
  };
  return named[key] ?? key.toUpperCase();
}

function isMac(): boolean {
  return typeof navigator !== 'undefined' && /mac|iphone|ipad/i.test(navigator.userAgent);
}

function press(event: KeyboardEvent) {
  if (event.defaultPrevented || event.isComposing) return;
  const name = keyName(event);
  const chord = name.startsWith('mod+');
  if (!chord && (typing(event.target) || !singleKeys() || somethingFloats())) return;
  const now = event.timeStamp;
  const sequence = pending !== '' && now < pendingUntil ? `${pending} ${name}` : name;
  const all = shortcuts.all();
  const found = all.findLast((one) => one.keys === sequence) ?? all.findLast((one) => one.keys === name);
  pending = '';
  if (found !== undefined) {
    event.preventDefault();
    found.handler();
  } else if (all.some((one) => one.keys.startsWith(`${sequence} `))) {
    pending = sequence;
    pendingUntil = now + 1200;
  }
}

function typing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'range'].includes(target.type);
}

/** Over a dialog or an open menu letters are its own: a key pressed too early must not close a case. */
function somethingFloats(): boolean {
  return document.querySelector('[role="dialog"][aria-modal="true"], [role="menu"]') !== null;
}
