import type { CSSProperties, ReactNode } from 'react';
import type { PromiseState } from './promise-bar-geometry.ts';

/**
 * A promise as a line that shrinks towards its due dot. The bar is decoration; the words beside it carry the meaning
 * and are required. `left` and `was` come from `promiseBarGeometry`.
 */
export function PromiseBar(props: {
  state: PromiseState;
  /** Percent of the line that is left. */
  left?: number;
  /** Percent along the line where the hour agreed before stands, after renegotiation. */
  was?: number | undefined;
  /** "news in 48 min", "kept 10:58", "waits for Greta". */
  words: ReactNode;
  /** Width of the words' column, so that rows align. */
  wordsWidth?: number | string;
}) {
  const risk = props.state === 'risk' || props.state === 'broken';
  return (
    <span className="row" style={{ gap: 14, minWidth: 0, flex: 1 }}>
      <BarAlone {...props} />
      <span className={risk ? 'due risk' : 'due'} style={{ width: props.wordsWidth, flex: 'none' }}>
        {props.words}
      </span>
    </span>
  );
}

/** The bar without words, for places that print them elsewhere in the same row. */
export function BarAlone({
  state,
  left = 0,
  was,
  thick,
}: {
  state: PromiseState;
  left?: number;
  was?: number | undefined;
  thick?: boolean;
}) {
  const look = ['pbar', state === 'open' ? '' : state, was === undefined ? '' : 'moved', thick === true ? 'thick' : ''];
  const style = { '--left': left, ...(was === undefined ? {} : { '--was': was }) } as CSSProperties;
  return (
    <span className={look.filter(Boolean).join(' ')} style={style} aria-hidden>
      <i />
      <u />
    </span>
  );
}
