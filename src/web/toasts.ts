import i18next from 'i18next';
import { announce } from './announce.ts';
import { createRegistry } from './registry.ts';
import { isApiProblem } from './problem.ts';

/** A sentence in the corner, with at most one thing to press. */
export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly kind: 'done' | 'failed';
  readonly action?: { readonly label: string; readonly run: () => void };
  /** Milliseconds on screen while nobody points at it or focuses it; undefined stays until closed. */
  readonly lasts: number | undefined;
  readonly close: () => void;
}

/** What is on screen now. */
export const toasts = createRegistry<Toast>();

let last = 0;

/** Says that something was done. The text is in the person's language. */
export function notify(text: string): void {
  show({ text, kind: 'done', lasts: 5000 });
}

/** Says that something was done and offers the way back, for ten seconds unless it ends sooner: better than asking before. */
export function notifyUndo(text: string, undo: () => void, lasts = 10_000): void {
  show({ text, kind: 'done', lasts, action: { label: i18next.t('web:toast.undo'), run: undo } });
}

/** Says that something waits, with the way to it, for half a minute. */
export function notifyOpening(text: string, label: string, run: () => void): void {
  show({ text, kind: 'done', lasts: 30_000, action: { label, run } });
}

/** Says what failed, that nothing was lost, and offers to try again. It stays until closed. */
export function notifyProblem(problem: unknown, again?: () => void): void {
  const text = problemSentence(problem);
  show({
    text,
    kind: 'failed',
    lasts: undefined,
    ...(again === undefined ? {} : { action: { label: i18next.t('web:problem.again'), run: again } }),
  });
}

/** What happened, in a sentence for people: ours where we know the code, the server's otherwise. */
export function problemSentence(problem: unknown): string {
  if (!isApiProblem(problem)) return i18next.t('web:problem.unexpected');
  if (problem.status === 0) return i18next.t('web:problem.offline');
  if (problem.status === 429) return i18next.t('web:problem.tooMany');
  if (problem.status >= 500) return i18next.t('web:problem.server', { id: problem.requestId ?? '' });
  return problem.detail ?? i18next.t('web:problem.unexpected');
}

function show(toast: Omit<Toast, 'id' | 'close'>) {
  last += 1;
  const close = toasts.add({ ...toast, id: last, close: () => close() });
  announce(toast.text);
}
