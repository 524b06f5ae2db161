import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Initials } from '../../ui/initials.tsx';
import { TimeText, useManner, useNow } from '../../ui/time-text.tsx';
import { fullInstant, instantWords } from '../../ui/time-words.ts';
import { VoiceQuote } from '../../ui/voice-quote.tsx';
import { HandOver } from './promise-moves.tsx';
import { minutesWords, promiseTitle } from './promise-words.ts';
import type { PromiseDetail } from './promises.data.ts';

/** To whom, who keeps it, what the customer sees, what happened. */
export function PromiseAside({ promise }: { promise: PromiseDetail }) {
  const { t } = useTranslation(['cases', 'party-promises']);
  const { customer, keeper, customerWords, party } = promise;
  return (
    <aside className="meta" aria-label={t('promise.aside')}>
      <section>
        <h2>{party === null ? t('promise.to') : t('party-promises:about')}</h2>
        <p className="row">
          <Initials name={customer.name} of="customer" />
          <Link to="/customers/$id" params={{ id: customer.id }} className="name">
            {customer.name}
          </Link>
        </p>
        {customerWords !== null && (
          <div style={{ marginTop: 10 }}>
            <VoiceQuote words={cut(customerWords.text)} size={17} cite={<TimeText at={customerWords.at} />} />
          </div>
        )}
      </section>
      <section>
        <h2>{party?.side === 'by' ? t('party-promises:watch') : t('promise.keeper')}</h2>
        <p className="row">
          <Initials name={keeper?.name} />
          <b className="strong">{keeper?.name ?? t('assign.nobody')}</b>
        </p>
        <HandOver promise={promise} />
      </section>
      <Seen promise={promise} />
      {promise.recovery !== null && (
        <section>
          <h2>{t('promise.recovery')}</h2>
          <p>{promise.recovery}</p>
        </section>
      )}
      <History promise={promise} />
    </aside>
  );
}

/** What the customer's own page shows of it. */
function Seen({ promise }: { promise: PromiseDetail }) {
  const { t } = useTranslation('cases');
  const { language, timeZone } = useManner();
  const { customerSees, customer } = promise;
  const what = promiseTitle(promise, (key, values) => t(`promise.${key}`, values ?? {}));
  return (
    <section>
      <h2>{t('promise.sees', { name: customer.name })}</h2>
      {customerSees === null ? (
        <p className="dim">{t('promise.seesNothing')}</p>
      ) : (
        <>
          <p>
            {customerSees.told ??
              t('promise.seesDue', {
                what,
                at: customerSees.dueAt === null ? '' : fullInstant(new Date(customerSees.dueAt), language, timeZone),
              })}
          </p>
          {customerSees.acceptedAt !== null && (
            <p className="dim xs">
              {t('promise.accepted')} <TimeText at={customerSees.acceptedAt} />
            </p>
          )}
          {customerSees.apology !== null && <p>{customerSees.apology}</p>}
        </>
      )}
    </section>
  );
}

function History({ promise }: { promise: PromiseDetail }) {
  const { t } = useTranslation('cases');
  const now = useNow();
  const { language, timeZone } = useManner();
  const words = (values: PromiseDetail['history'][number]['values']) =>
    Object.fromEntries(
      Object.entries(values).map(([key, value]) => {
        if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value)) {
          return [key, instantWords(new Date(value), now, language, timeZone)];
        }
        if (key === 'minutes' && typeof value === 'number') {
          return [key, minutesWords(value, (one, numbers) => t(one, numbers ?? {}))];
        }
        return [key, value ?? ''];
      }),
    );
  return (
    <section>
      <h2>{t('promise.happened')}</h2>
      <ol className="happened">
        {promise.history.map((fact, place) => (
          // Facts are only ever added at the end.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={place}>
            <TimeText at={fact.at} />
            <span>
              {t(`promise.fact.${fact.fact}${fact.fact === 'made' && fact.values['policy'] != null ? '-policy' : ''}`, {
                ...words(fact.values),
                context: fact.by === null ? undefined : 'by',
                name: fact.by?.name,
              })}
              {fact.reason !== null &&
                fact.reason !== '' &&
                `: ${t(`promise.reasons.${fact.reason}`, { context: promise.kind, defaultValue: fact.reason })}`}
              {typeof fact.values['note'] === 'string' && fact.values['note'] !== '' && (
                <span className="dim"> – {fact.values['note']}</span>
              )}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** A customer's words are never edited; where they are cut it is shown. */
function cut(text: string): string {
  return text.length > 220 ? `${text.slice(0, 219).trimEnd()}…` : text;
}
