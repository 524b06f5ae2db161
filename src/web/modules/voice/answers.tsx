import './voice.css';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { usePaged } from '../../paged.ts';
import { Chip } from '../../ui/chip.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { ShowMore } from '../../ui/show-more.tsx';
import { RowsSkeleton } from '../../ui/skeletons.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { saidMarks, Voice, VoiceQuote } from '../../ui/voice-quote.tsx';
import { answersQuery, type Answer, type AnswerFilter } from './voice.data.ts';

/** What customers answered, their words first. */
export function Answers({ filter }: { filter: AnswerFilter }) {
  const { t, i18n } = useTranslation('listening');
  const list = usePaged(answersQuery({ ...filter, language: i18n.language }));
  if (list.pending) return <RowsSkeleton rows={5} height={84} />;
  if (list.error !== null) return <ErrorNotice problem={list.error} onAgain={list.again} />;
  if (list.items.length === 0) return <EmptyState what={t('answers.emptyWhat')} why={t('answers.emptyWhy')} />;
  const asked = Object.entries(filter).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]]));
  return (
    <>
      <p className="row" style={{ justifyContent: 'flex-end', marginBottom: 8 }}>
        <a
          className="btn"
          href={`/api/v1/exports/answers.csv?${new URLSearchParams(asked).toString()}`}
          download="answers.csv"
        >
          {t('answers.table')}
        </a>
      </p>
      <ul className="said-list" aria-label={t('answers.title')}>
        {list.items.map((answer) => (
          <li key={answer.id}>
            <OneAnswer answer={answer} />
          </li>
        ))}
      </ul>
      <ShowMore more={list.more} />
    </>
  );
}

function OneAnswer({ answer }: { answer: Answer }) {
  const { t } = useTranslation('listening');
  const { customer, why, word, rating, solved, likely, easy } = answer;
  const words = why ?? '';
  const who = (
    <>
      {customer === null ? t('answers.somebody') : <Link to={`/customers/${customer.id}`}>{customer.name}</Link>},{' '}
      <TimeText at={answer.at} />
      {answer.servedBy !== null && `, ${t('answers.servedBy', { name: answer.servedBy.name })}`}
    </>
  );
  return (
    <>
      {words === '' ? (
        <p className="sm mid">
          {t('answers.wordless')} {who}
        </p>
      ) : (
        <VoiceQuote
          words={words}
          cite={who}
          said={{ kind: 'answer', id: answer.id, customerId: customer?.id, at: answer.at }}
        />
      )}
      {answer.own.length > 0 && (
        <dl className="sm" style={{ paddingLeft: 10, marginTop: 4 }}>
          {answer.own.map((one) => (
            <div key={one.key}>
              <dt className="dim" style={{ display: 'inline' }}>
                {one.question}
              </dt>{' '}
              <dd
                style={{ display: 'inline' }}
                {...(one.kind === 'text'
                  ? saidMarks({ kind: 'answer', id: answer.id, customerId: customer?.id, at: answer.at })
                  : {})}
              >
                {one.kind === 'text' ? (
                  <Voice>{one.said.join(' ')}</Voice>
                ) : one.kind === 'yes-no' ? (
                  t(one.said[0] === 'true' ? 'answers.yes' : 'answers.no')
                ) : (
                  one.said.join(', ')
                )}
              </dd>
            </div>
          ))}
        </dl>
      )}
      <p className="facts" style={words === '' ? undefined : { paddingLeft: 10 }}>
        {rating !== null && <Rating value={rating} />}
        {word !== null && (
          <span
            className="one-word"
            {...saidMarks({ kind: 'answer', id: answer.id, customerId: customer?.id, at: answer.at })}
          >
            {word}
          </span>
        )}
        {solved !== null && <span>{t(solved ? 'answers.solved' : 'answers.notSolved')}</span>}
        {likely !== null && <span>{t('answers.likely', { value: likely })}</span>}
        {easy !== null && <span>{t('answers.easy', { value: easy })}</span>}
        {!answer.complete && <Chip kind="unknown">{t('answers.partial')}</Chip>}
        {answer.recoveryId !== null && (
          <Link to={`/voice/recoveries/${answer.recoveryId}`}>{t('answers.recovery')}</Link>
        )}
        {answer.caseId !== null && <Link to={`/cases/${answer.caseId}`}>{t('answers.case')}</Link>}
      </p>
    </>
  );
}

/** A rating from 1 to 5 as dots and words. */
function Rating({ value }: { value: number }) {
  const { t } = useTranslation('listening');
  return (
    <span className="rating">
      <span className="sr">{t('answers.rating', { value })}</span>
      {[1, 2, 3, 4, 5].map((step) => (
        <i key={step} aria-hidden className={step <= value ? 'on' : undefined} />
      ))}
      <span aria-hidden style={{ marginLeft: 4 }}>
        {value}/5
      </span>
    </span>
  );
}
