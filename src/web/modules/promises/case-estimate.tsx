import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useManner, useNow } from '../../ui/time-text.tsx';
import { instantWords } from '../../ui/time-words.ts';
import { minutesWords } from './promise-words.ts';
import { caseEstimateQuery, similarCasesQuery, type CaseEstimate } from './register/register.data.ts';

/** How long a case will take and why, and what solved those like it; beside the conversation. */
export default function CaseEstimatePart({ caseId }: { caseId: string }) {
  const { t } = useTranslation('register');
  const estimate = useQuery(caseEstimateQuery(caseId)).data;
  const similar = useQuery(similarCasesQuery(caseId)).data ?? [];
  return (
    <>
      {estimate !== undefined &&
        (estimate.quote !== null || (estimate.unknown !== 'closed' && estimate.unknown !== 'not asked yet')) && (
          <section className="sec">
            <header>
              <h3>{t('case.title')}</h3>
            </header>
            <Told estimate={estimate} />
          </section>
        )}
      {similar.length > 0 && (
        <section className="sec">
          <header>
            <h3>{t('case.similar')}</h3>
          </header>
          <ul className="stack" style={{ listStyle: 'none', margin: 0, padding: 0, gap: 8 }}>
            {similar.map((one) => (
              <li key={one.id}>
                <Link to="/inbox/{-$number}" params={{ number: String(one.number) }} search={{} as never}>
                  {one.subject}
                </Link>
                <span className="dim xs">
                  {' '}
                  {[
                    one.minutes === null ? '' : minutesWords(one.minutes, (key, values) => t(key, values ?? {})),
                    one.confirmed ? t('case.confirmed') : '',
                  ]
                    .filter(Boolean)
                    .join(', ')}
                </span>
                {one.solvedBy !== null && <p className="sm mid">{one.solvedBy}</p>}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Told({ estimate }: { estimate: CaseEstimate }) {
  const { t } = useTranslation('register');
  const now = useNow();
  const { language, timeZone } = useManner();
  const at = (instant: string) => instantWords(new Date(instant), now, language, timeZone);
  const { quote, unknown, history } = estimate;
  if (quote === null)
    return (
      <p className="dim">
        {t(`case.unknown.${unknown ?? 'not asked yet'}`, { n: estimate.n, fewest: estimate.fewest })}
      </p>
    );
  const first = history.at(-1);
  return (
    <>
      <p>
        <b className="strong">{t('case.range', { half: at(quote.halfAt), likely: at(quote.likelyAt) })}</b>
      </p>
      <p className="dim xs">
        {t('case.why', { n: quote.basis.resolved })}{' '}
        {quote.basis.alike.length > 0 && `(${quote.basis.alike.map((one) => t(`case.alike.${one}`)).join(', ')})`}
      </p>
      {first !== undefined && first.id !== quote.id && (
        <p className="dim xs">{t('case.before', { at: at(first.likelyAt) })}</p>
      )}
    </>
  );
}
