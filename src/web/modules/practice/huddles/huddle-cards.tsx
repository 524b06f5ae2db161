import { useTranslation } from 'react-i18next';
import { Initials } from '../../../ui/initials.tsx';
import { MomentDots } from '../../../ui/moment-dots.tsx';
import { TimeText, useManner } from '../../../ui/time-text.tsx';
import { VoiceQuote } from '../../../ui/voice-quote.tsx';
import type { Huddle } from './huddles.data.ts';

type Agenda = Huddle['agenda'];

/** The word, what it means, and the motto to be said together. */
export function MottoCard({ charter }: { charter: Agenda['charter'] }) {
  const { t } = useTranslation('huddle');
  if (charter === null) return <p className="big">{t('empty.motto')}</p>;
  return (
    <>
      <p className="huge">{charter.motto === '' ? charter.word : charter.motto}</p>
      <p className="body">
        <b>{charter.word}.</b> {charter.meaning}
      </p>
      {charter.proofs.length > 0 && (
        <ul className="points">
          {charter.proofs.map((proof) => (
            <li key={proof}>{proof}</li>
          ))}
        </ul>
      )}
    </>
  );
}

/** What was won since last time. */
export function WinsCard({ wins }: { wins: Agenda['wins'] }) {
  const { t } = useTranslation('huddle');
  if (wins.length === 0) return <p className="big">{t('empty.wins')}</p>;
  return (
    <ul className="lines-of">
      {wins.slice(0, 5).map((win) => (
        <li key={win.winId} className={win.evidenced ? 'won' : 'claimed'}>
          <p className="big">{win.what}</p>
          <p className="body dim">
            {t('wins.by', { name: win.by.name, customer: win.customer })} {!win.evidenced && t('wins.claimed')}
          </p>
          {win.quote !== null && <VoiceQuote words={win.quote} size={28} />}
        </li>
      ))}
    </ul>
  );
}

/** Whom we let down since last time. */
export function MissesCard({ misses }: { misses: Agenda['misses'] }) {
  const { t } = useTranslation('huddle');
  if (misses.length === 0) return <p className="big">{t('empty.misses')}</p>;
  return (
    <ul className="lines-of">
      {misses.slice(0, 4).map((miss) => (
        <li key={miss.id} className={miss.kind === 'broken-promise' ? 'broken' : 'lost'}>
          <p className="big">{miss.what}</p>
          <p className="body dim">
            {miss.customer.name}, <TimeText at={miss.at} />. {t(`misses.${miss.kind}`)}
          </p>
          {miss.quote !== null && <VoiceQuote words={miss.quote} size={28} />}
        </li>
      ))}
    </ul>
  );
}

/** One customer's words, to be read aloud. */
export function WordsCard({ words }: { words: Agenda['words'] }) {
  const { t } = useTranslation('huddle');
  const { language, timeZone } = useManner();
  if (words === null) return <p className="big">{t('empty.words')}</p>;
  const { customer } = words;
  const long = words.quote.length;
  return (
    <figure>
      <blockquote className={`voice display ${long > 320 ? 'long' : long > 160 ? 'middling' : ''}`}>
        {words.quote}
      </blockquote>
      <figcaption className="cite">
        <Initials name={customer.name} of="customer" size="l" />
        <span>
          {customer.name}, <TimeText at={words.at} />.{' '}
          {customer.since !== null &&
            t('words.since', {
              year: new Intl.DateTimeFormat(language, { year: 'numeric', timeZone }).format(new Date(customer.since)),
            })}
        </span>
        {words.lastMoments.length > 0 && <MomentDots moments={words.lastMoments} />}
      </figcaption>
    </figure>
  );
}

/** What the team practises today. */
export function BehavioursCard({ behaviours }: { behaviours: Agenda['behaviours'] }) {
  const { t } = useTranslation('huddle');
  if (behaviours.length === 0) return <p className="big">{t('empty.behaviours')}</p>;
  return (
    <ul className="lines-of">
      {behaviours.slice(0, 4).map((one) => (
        <li key={one.id} className={one.kind}>
          <p className="big">
            {one.kind === 'stop' && <span className="dim">{t('behaviours.stop')} </span>}
            {one.title}
          </p>
          {one.action !== '' && <p className="body dim">{one.action}</p>}
          {one.example !== '' && <p className="body">{t('behaviours.example', { example: one.example })}</p>}
        </li>
      ))}
    </ul>
  );
}

/** What is due today, and what is about to slip. */
export function PromisesCard({ promises }: { promises: Agenda['promises'] }) {
  const { t } = useTranslation('huddle');
  if (promises.dueToday === 0) return <p className="big">{t('empty.promises')}</p>;
  return (
    <>
      <p className="huge">
        {t('promises.due', { count: promises.dueToday })}{' '}
        {promises.atRisk > 0 && <em className="hl">{t('promises.risk', { count: promises.atRisk })}</em>}
      </p>
      <ul className="owed">
        {promises.items.slice(0, 7).map((one) => (
          <li key={one.promiseId} className={one.atRisk ? 'risk' : undefined}>
            <Initials name={one.keeper?.name} label={one.keeper?.name ?? t('promises.nobody')} />
            <span className="grow cut">{one.what}</span>
            <span className="dim cut">{one.customer}</span>
            <span className="due-at">
              {one.atRisk && <span aria-label={t('promises.atRisk')}>◆ </span>}
              <TimeText at={one.dueAt} />
            </span>
          </li>
        ))}
      </ul>
      {promises.dueToday > 7 && <p className="body dim">{t('promises.more', { count: promises.dueToday - 7 })}</p>}
    </>
  );
}
