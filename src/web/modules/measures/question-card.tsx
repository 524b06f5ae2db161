import './measures.css';
import type { ReactNode } from 'react';

/** One of the seven questions: what is asked, the answer as a sentence, what the sentence rests on, and its chart. */
export function QuestionCard(props: {
  number: number;
  ask: string;
  answer: ReactNode;
  /** Small words behind the answer: n, interval, a caution. */
  rests?: ReactNode;
  className?: string;
  children?: ReactNode;
}) {
  const id = `question-${props.number}`;
  return (
    <section className={`card question ${props.className ?? ''}`} aria-labelledby={id}>
      <p className="ask">
        {props.number}. {props.ask}
      </p>
      <h2 className="says" id={id}>
        {props.answer}
        {props.rests !== undefined && <small> {props.rests}</small>}
      </h2>
      <div className="picture">{props.children}</div>
    </section>
  );
}
