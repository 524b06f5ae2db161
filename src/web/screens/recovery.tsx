import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { RecoveryDue } from '../modules/voice/due-words.tsx';
import { RecoveryMoves, RecoveryOwner } from '../modules/voice/recovery-moves.tsx';
import { RecoverySide } from '../modules/voice/recovery-side.tsx';
import { RecoveryWalk } from '../modules/voice/recovery-walk.tsx';
import { recoveryQuery } from '../modules/voice/voice.data.ts';
import { Chip } from '../ui/chip.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { ScreenSkeleton } from '../ui/skeletons.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { VoiceQuote } from '../ui/voice-quote.tsx';

const QuoteNoter = lazy(() =>
  import('../modules/customers/quote-noter.tsx').then(({ QuoteNoter }) => ({ default: QuoteNoter })),
);

/** Regaining one customer: their words, the way back, what was done, what comes next. */
export function Screen() {
  const { t } = useTranslation(['listening', 'regain']);
  const { id }: { id: string } = useParams({ strict: false });
  const found = useQuery(recoveryQuery(id));
  if (found.isPending) return <ScreenSkeleton />;
  if (found.data === undefined) throw found.error;
  const recovery = found.data;
  const { customer, words, verdictWords } = recovery;
  const facts = (
    [
      ['loss', recovery.loss],
      ['causeIs', recovery.cause],
      ['remedyIs', recovery.remedyOffered],
    ] as const
  ).filter(([, text]) => text !== '');
  return (
    <div className="page">
      <Suspense>
        <QuoteNoter />
      </Suspense>
      <PageHeader
        eyebrow={[
          <Link key="up" to="/voice" search={{ show: 'recoveries' }}>
            {t('recoveries.title')}
          </Link>,
          t(`recovery.source.${recovery.source}`),
          ...(recovery.severity === 'severe' ? [t('recovery.severe')] : []),
        ]}
        answer={t(`recovery.answer.${recovery.state}`, { name: customer.name })}
      />
      <RecoveryWalk recovery={recovery} />
      <div className="voice-split">
        <div style={{ display: 'grid', gap: 26 }}>
          {words !== null && words !== '' && (
            <VoiceQuote
              words={words}
              size={25}
              said={
                recovery.sourceId === null || (recovery.source !== 'answer' && recovery.source !== 'review')
                  ? undefined
                  : { kind: recovery.source, id: recovery.sourceId, customerId: customer.id, at: recovery.openedAt }
              }
              cite={
                <>
                  {customer.name}, <TimeText at={recovery.openedAt} />
                </>
              }
            />
          )}
          {recovery.causeRemovedAt !== null && (
            <p className="sm" role="note">
              <Chip kind="unknown">{t('regain:causeRemoved.chip')}</Chip>{' '}
              {t(recovery.endedAt === null ? 'regain:causeRemoved.open' : 'regain:causeRemoved.ended')}
            </p>
          )}
          <RecoveryMoves recovery={recovery} />
          {facts.length > 0 && (
            <dl style={{ display: 'grid', gap: 12 }}>
              {facts.map(([key, text]) => (
                <div key={key}>
                  <dt className="label">{t(`recovery.${key}`)}</dt>
                  <dd style={{ whiteSpace: 'pre-line' }}>{text}</dd>
                </div>
              ))}
            </dl>
          )}
          {verdictWords !== null && verdictWords !== '' && (
            <section>
              <p className="label">{t('recovery.verdict')}</p>
              <VoiceQuote words={verdictWords} size={22} cite={customer.name} />
            </section>
          )}
          <section aria-labelledby="history">
            <h2 className="title" id="history">
              {t('recovery.history')}
            </h2>
            <ol className="history" style={{ marginTop: 6 }}>
              {recovery.history.map((fact) => (
                <li key={`${fact.at} ${fact.move}`}>
                  <span className="dim">
                    <TimeText at={fact.at} />
                  </span>
                  <span>
                    {t([`recovery.past.${fact.move}`, `regain:past.${fact.move}`], { defaultValue: fact.move })}
                    {fact.by !== null && <span className="dim">, {fact.by.name}</span>}
                    {fact.words !== '' && <span style={{ display: 'block' }}>{fact.words}</span>}
                  </span>
                </li>
              ))}
            </ol>
          </section>
        </div>
        <aside aria-label={t('recovery.about')}>
          <section className="aside-block">
            <h2>{t('recovery.due')}</h2>
            <RecoveryDue recovery={recovery} />
          </section>
          <section className="aside-block">
            <h2>{t('recovery.owner')}</h2>
            <RecoveryOwner recovery={recovery} />
          </section>
          <section className="aside-block">
            <h2>{t('recovery.customer')}</h2>
            <p>
              <Link to={`/customers/${customer.id}`}>{customer.name}</Link>
            </p>
            {recovery.caseNumber !== null && (
              <p className="sm">
                <Link to={`/inbox/${recovery.caseNumber}`}>{t('recovery.case', { number: recovery.caseNumber })}</Link>
              </p>
            )}
          </section>
          <RecoverySide id={recovery.id} state={recovery.state} />
          <p className="dim xs">{t('recovery.quiet')}</p>
        </aside>
      </div>
    </div>
  );
}
