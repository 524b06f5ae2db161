import '../hands.css';
import { useEffect, useEffectEvent, useState, type ReactNode, type RefObject } from 'react';

/** What stands before the caret in a text, as `wordOf` reads it; undefined when it asks for nothing. */
export function useCaretWord(
  box: RefObject<HTMLElement | null>,
  html: string,
  wordOf: (before: string) => string | undefined,
) {
  const [word, setWord] = useState<string>();
  const read = useEffectEvent((before: string) => setWord(wordOf(before)));
  useEffect(() => {
    const selection = getSelection();
    const node = selection?.focusNode;
    const inside = html !== '' && node != null && box.current?.contains(node) === true;
    // What stands before the caret is outside React: it is read when the text changed.
    // oxlint-disable-next-line react/set-state-in-effect
    read(inside ? (node.textContent ?? '').slice(0, selection?.focusOffset ?? 0) : '');
  }, [html, box]);
  return [word, () => setWord(undefined)] as const;
}

export interface CaretChoice {
  readonly id: string;
  readonly name: string;
  readonly hint: string;
  readonly icon: ReactNode;
}

/** What is offered while one types: the focus stays in the text; arrows move, Enter or Tab takes, Escape leaves. */
export function CaretMenu<C extends CaretChoice>(props: {
  /** The box around the text. */
  box: RefObject<HTMLElement | null>;
  label: string;
  /** What was typed: with another word the first choice is offered again. */
  word: string;
  choices: readonly C[];
  onTake: (choice: C) => void;
  onLeave: () => void;
}) {
  const { box, choices, word } = props;
  const [moved, setMoved] = useState({ word, at: 0 });
  const at = moved.word === word ? Math.min(moved.at, Math.max(0, choices.length - 1)) : 0;
  const open = choices.length > 0;
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (!open || event.ctrlKey || event.metaKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const choice = choices[at];
    if (step !== undefined) setMoved({ word, at: (at + step + choices.length) % choices.length });
    else if ((event.key === 'Enter' || event.key === 'Tab') && choice !== undefined) props.onTake(choice);
    else if (event.key === 'Escape') props.onLeave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  useEffect(() => {
    const around = box.current;
    // before the editor sees the key
    around?.addEventListener('keydown', press, true);
    return () => around?.removeEventListener('keydown', press, true);
  }, [box]);
  if (!open) return null;
  return (
    <div className="slash" role="listbox" aria-label={props.label}>
      {choices.map((choice, index) => (
        <div
          key={choice.id}
          role="option"
          tabIndex={-1}
          aria-selected={index === at}
          className={index === at ? 'on' : ''}
          onMouseDown={(event) => {
            event.preventDefault();
            props.onTake(choice);
          }}
        >
          {choice.icon}
          <span className="cut grow">{choice.name}</span>
          <span className="dim xs">{choice.hint}</span>
        </div>
      ))}
      <output className="sr">{choices[at]?.name}</output>
    </div>
  );
}
