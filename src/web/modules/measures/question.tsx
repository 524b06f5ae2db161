import './measures.css';
import { useId, type ReactNode } from 'react';
import type { Say, ToldFigure } from '../../../figures/told.ts';
import { Chart } from '../../ui/chart.tsx';
import { useTold } from '../../ui/use-told.ts';
import { Records } from './records.tsx';

const namespaces = ['progress', 'charts'];

/** One of the seven questions: what is asked, the answer as a sentence, what the sentence rests on, its chart and its records. */
export function Question<Data>(props: {
  number: number;
  tell: (data: Data, say: Say, language: string) => ToldFigure;
  data: Data;
  className?: string;
  /** What stands under the chart. */
  children?: ReactNode;
  /** What was decided after it. */
  decided?: ReactNode;
}) {
  const id = useId();
  const { ask, answer, rests, picture, records } = useTold(props.tell, props.data, namespaces);
  return (
    <section className={`card question ${props.className ?? ''}`} aria-labelledby={id}>
      <p className="ask">
        {props.number}. {ask}
      </p>
      <h2 className="says" id={id}>
        {answer}
        {rests !== undefined && <small> {rests}</small>}
      </h2>
      <div className="picture">
        {picture !== undefined && (
          <Chart {...picture} records={<Records link={records.link}>{records.words}</Records>} />
        )}
        {props.children}
        {props.decided}
      </div>
    </section>
  );
}
