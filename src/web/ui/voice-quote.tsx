import type { ReactNode } from 'react';

/** Whose words these are and where they stand, so that they can be kept in his brief when somebody selects them. */
export interface SaidAt {
  readonly kind: 'answer' | 'observation' | 'review' | 'note' | 'wish' | 'message';
  readonly id: string;
  readonly customerId: string | undefined;
  readonly at: string;
}

/** The marks of words that may be kept; none where nobody knows who said them. */
export function saidMarks(said: SaidAt | undefined): Record<`data-${string}`, string> {
  if (said?.customerId === undefined) return {};
  const whose = { 'data-customer': said.customerId, 'data-at': said.at };
  if (said.kind === 'message') return { 'data-message': said.id, ...whose };
  return { 'data-said': said.kind, 'data-said-id': said.id, ...whose };
}

/**
 * A customer's own words, never edited: the serif, hanging marks, no box. Set nothing else in it.
 * `size` in pixels: 19 in cards, 22 on Today, 32 and more on meeting screens (which fetches the display cut).
 */
export function VoiceQuote(props: { words: string; cite?: ReactNode; size?: number; lang?: string; said?: SaidAt }) {
  const { size = 19 } = props;
  return (
    <figure style={{ paddingLeft: size * 0.5 }} {...saidMarks(props.said)}>
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
