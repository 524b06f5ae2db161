import { createRegistry } from './registry.ts';
import { needOverlays } from './ui/overlay-keys.ts';

/** What is asked before something that cannot be undone, or that needs a reason. */
export interface Question {
  readonly title: string;
  readonly text: string;
  /** The deed as a verb: "Break the promise", never "OK". */
  readonly yes: string;
  /** Also ask for a reason in words; it must be given unless `optional`. */
  readonly reason?: { readonly label: string; readonly optional?: boolean };
}

export interface Answer {
  readonly reason: string;
}

/** Questions waiting for an answer; the overlays show the first. */
export const questions = createRegistry<Question & { answer: (answer: Answer | undefined) => void }>();

/**
 * Asks in a dialog. Prefer doing it with `notifyUndo`; ask only where there is no way back.
 * @returns the answer, or undefined when the person thought better of it.
 */
export function ask(question: Question): Promise<Answer | undefined> {
  needOverlays();
  return new Promise((resolve) => {
    const remove = questions.add({
      ...question,
      answer: (answer) => {
        remove();
        resolve(answer);
      },
    });
  });
}
