import './seat.css';
import './improvement.css';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { moneyWords } from '../../../figures/day-words.ts';
import { TimeText } from '../../ui/time-text.tsx';
import { VoiceQuote } from '../../ui/voice-quote.tsx';
import type { Decision, SeatQuote } from './improvement.data.ts';

/** Whoever a decision is about, in their own words: the strongest objection large, others below, those who disagree too. */
export function EmptySeat({ seat }: { seat: Decision['seat'] }) {
  const { t, i18n } = useTranslation('fixing');
  const { affected, value, currency, openPromises, objection, voices, lost, touchpoint } = seat;
  const silent = objection === null && voices.length === 0;
  return (
    <section className="seat" aria-labelledby="seat">
      <Chair />
      <h2 id="seat">{t('seat.title')}</h2>
      <p className="sm dim">{t('seat.who')}</p>
      <div className="numbers">
        <span>
          <b>{affected}</b>
          {touchpoint === null
            ? t('seat.lost', { count: affected })
            : t('seat.lostAt', { count: affected, place: touchpoint.name })}
        </span>
        {value !== null && (
          <span>
            <b>{moneyWords(value, currency, i18n.language)}</b>
            {t('seat.worth')}
          </span>
        )}
        <span>
          <b>{openPromises}</b>
          {t('seat.promises', { count: openPromises })}
        </span>
      </div>
      {objection !== null && (
        <div className="objection">
          <p className="label" style={{ marginBottom: 8 }}>
            {objection.of >= 2 ? t('seat.objection', { k: objection.saidBy, n: objection.of }) : t('seat.one')}
          </p>
          <VoiceQuote words={objection.quote} size={44} cite={<Cite quote={objection} />} />
        </div>
      )}
      {silent && (
        <div className="objection">
          <p className="title">{t('seat.silent')}</p>
          <p className="mid" style={{ maxWidth: '34em', marginTop: 6 }}>
            {t('seat.silentWhy', { k: lost.k, n: lost.n })}
          </p>
        </div>
      )}
      {voices.length > 0 && (
        <div className="others">
          {voices.slice(0, 4).map((quote) => (
            <VoiceQuote
              key={`${quote.source} ${quote.sourceId}`}
              words={quote.quote}
              size={25}
              cite={<Cite quote={quote} />}
            />
          ))}
        </div>
      )}
    </section>
  );
}

function Cite({ quote }: { quote: SeatQuote }) {
  const { t } = useTranslation(['fixing', 'charts']);
  const { customer, source, feeling } = quote;
  return (
    <>
      {customer === null ? t('seat.somebody') : <Link to={`/customers/${customer.id}`}>{customer.name}</Link>},{' '}
      {t(`seat.source.${source}`)}, <TimeText at={quote.at} />
      {feeling === 'won' && `. ${t('seat.glad')}`}
    </>
  );
}

function Chair() {
  return (
    <svg className="chair" viewBox="0 0 74 120" fill="none" stroke="currentColor" strokeWidth="1.4" aria-hidden>
      <path d="M14 6q23 -8 46 0l-2 56h-42zM15 20q22 -7 44 0M15.500 34q21 -6 43 0M16 48q21 -5 42 0" />
      <path d="M10 66q27 -8 54 0l3 10h-60zM7 76l-3 40M67 76l3 40M16 76l-1 32M58 76l1 32M6 96h62M13 86h48" />
    </svg>
  );
}
