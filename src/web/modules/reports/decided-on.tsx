import './reports.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { decidedQuery, type FigureDecision } from './decided.data.ts';
import { useReportWords } from './report-words.ts';

/** Beside a figure: what was decided last after it, and the way to say what is decided now. */
export default function DecidedOn({ figure }: { figure: string }) {
  const { t } = useTranslation('reports');
  const last = useQuery(decidedQuery).data?.find(({ key }) => key === figure)?.latest;
  return (
    <p className="decided-on xs">
      {last !== undefined && <DecidedLine decision={last} says="mail.decided" />}
      <Link to={`/measure/decided/${figure}`}>{t('mail.decide')}</Link>
    </p>
  );
}

/** What was decided, by whom and when; it leads to the decision. */
export function DecidedLine(props: { decision: FigureDecision; says?: 'mail.decided' | 'decided.line' }) {
  const { decision, says = 'decided.line' } = props;
  const { t } = useTranslation(['reports', 'fixing']);
  const words = useReportWords();
  const { id, decided, by, at, outcome } = decision;
  return (
    <span className="grow">
      <Link to={`/improve/decisions/${id}`}>
        {t(says, { words: decided, name: by?.name ?? '', day: words.day(at) })}
      </Link>
      {outcome !== null && <span className="dim"> · {t(`fixing:decisions.outcome.${outcome}`)}</span>}
    </span>
  );
}
