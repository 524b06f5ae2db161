import type { ReactNode } from 'react';
import { Answer } from './page-header.tsx';

/**
 * An empty screen teaches: what belongs here, why it matters, and the one button that makes the first one.
 * `headline` puts the words in the headline's place, for a whole screen; without it, it fits inside a card.
 */
export function EmptyState(props: { what: string; why: ReactNode; action?: ReactNode; headline?: boolean }) {
  return (
    <div className="empty">
      {props.headline === true ? <Answer>{props.what}</Answer> : <p className="title">{props.what}</p>}
      <p className="why">{props.why}</p>
      {props.action}
    </div>
  );
}
