import type { ReactNode } from 'react';

/**
 * A customer's own words, never edited: the serif, hanging marks, no box. Set nothing else in it.
 * `size` in pixels: 19 in cards, 22 on Today, 32 and more on meeting screens (which fetches the display cut).
 */
export function VoiceQuote(props: { words: string; cite?: ReactNode; size?: number; lang?: string }) {
  const { size = 19 } = props;
  return (
    <figure style={{ paddingLeft: size * 0.5 }}>
      <blockquote
        className={size >= 32 ? 'voice display' : 'voice'}
        lang={props.lang}
        style={{ fontSize: size / 16 + 'rem', lineHeight: size >= 32 ? 1.14 : 1.36 }}
      >
        {props.words}
      </blockquote>
      {props.cite !== undefined && <figcaption className="cite">{props.cite}</figcaption>}
    </figure>
  );
}

/** The customer's words inside lists and messages: the serif stays, the marks are dropped. */
export function Voice({ children, lang }: { children: ReactNode; lang?: string }) {
  return (
    <span className="voice" lang={lang}>
      {children}
    </span>
  );
}
