import './survey.css';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Chart } from '../../ui/chart.tsx';
import { Chip } from '../../ui/chip.tsx';
import { numberWords } from '../../../figures/day-words.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Figure } from '../../ui/figure.tsx';
import { percent } from '../../../figures/figure-words.ts';
import { TextSkeleton } from '../../ui/skeletons.tsx';
import { useTold } from '../../ui/use-told.ts';
import { FunnelSteps } from './funnel.tsx';
import { surveyPicture } from '../../../figures/survey.ts';
import { nonResponseQuery, type NonResponse, type Results, resultsQuery, segmentsQuery } from './survey.data.ts';
import { funnelQuery } from './voice.data.ts';

const namespaces = ['surveys'];

/** What was found, with n and interval; who was asked, and whether those who answered speak for the others. */
export function SurveyResults({ surveyId, language }: { surveyId: string; language: string }) {
  const { t } = useTranslation('surveys');
  const [segment, setSegment] = useState<string>();
  const results = useQuery(resultsQuery(surveyId, language, segment));
  const segments = useQuery(segmentsQuery).data ?? [];
  const funnel = useQuery(funnelQuery(surveyId));
  const bias = useQuery(nonResponseQuery(surveyId));
  return (
    <div className="two-halves">
      <section aria-labelledby="found">
        <h2 className="title" id="found">
          {t('results.title', { count: results.data?.n ?? 0 })}
        </h2>
        {segments.length > 0 && (
          <label className="row sm" style={{ marginBottom: 10 }}>
            {t('results.narrow')}
            <select
              className="choose"
              style={{ width: 'auto' }}
              value={segment ?? ''}
              onChange={(event) => setSegment(event.currentTarget.value || undefined)}
            >
              <option value="">{t('results.everybody')}</option>
              {segments.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
        {segment !== undefined && <p className="dim xs">{t('results.narrowed')}</p>}
        {results.isPending && <TextSkeleton lines={6} />}
        {results.isError && <ErrorNotice problem={results.error} onAgain={() => void results.refetch()} />}
        {results.data && results.data.held > 0 && (
          <p className="dim sm">{t('results.held', { count: results.data.held, fewest: results.data.heldUntil })}</p>
        )}
        {results.data && results.data.n === 0 && (
          <EmptyState what={t('results.emptyWhat')} why={t('results.emptyWhy')} />
        )}
        {results.data && results.data.n > 0 && <Found results={results.data} />}
      </section>
      <div style={{ display: 'grid', gap: 28 }}>
        <section aria-labelledby="funnel">
          <h2 className="title" id="funnel">
            {t('listening:funnel.ninety')}
          </h2>
          {funnel.isError && <ErrorNotice problem={funnel.error} onAgain={() => void funnel.refetch()} />}
          {funnel.data && <FunnelSteps funnel={funnel.data} />}
        </section>
        <section aria-labelledby="bias">
          <h2 className="title" id="bias">
            {t('bias.title')}
          </h2>
          {bias.isError && <ErrorNotice problem={bias.error} onAgain={() => void bias.refetch()} />}
          {bias.data && <Bias bias={bias.data} />}
        </section>
      </div>
    </div>
  );
}

function Found({ results }: { results: Results }) {
  const { t } = useTranslation('surveys');
  const picture = useTold(surveyPicture, results, namespaces);
  return (
    <>
      {results.questions.map((question) => (
        <OneQuestion key={question.key} question={question} />
      ))}
      {picture !== undefined && (
        <section aria-labelledby="trend">
          <h3 className="strong" id="trend">
            {picture.name}
          </h3>
          <Chart {...picture} />
        </section>
      )}
      {results.teams.length > 0 && (
        <section aria-labelledby="teams" style={{ marginTop: 18 }}>
          <h3 className="strong" id="teams">
            {t('results.teams')}
          </h3>
          <ul>
            {results.teams.map(({ name, figure }) => (
              <li key={name} className="row sm">
                <span className="grow">{name}</span>
                <Figure figure={figure} />
              </li>
            ))}
          </ul>
          <p className="dim xs">{t('results.noPersons')}</p>
        </section>
      )}
      <Groups name={t('results.touchpoints')} groups={results.touchpoints} small={results.touchpointsTooSmall} />
      <Groups name={t('results.segments')} groups={results.segments} small={results.segmentsTooSmall} />
      {results.teamsTooSmall > 0 && <p className="dim xs">{t('results.small', { count: results.teamsTooSmall })}</p>}
    </>
  );
}

/** The leading share of each group, with n and interval. */
function Groups({ name, groups, small }: { name: string; groups: Results['touchpoints']; small: number }) {
  const { t } = useTranslation('surveys');
  const heading = useId();
  if (groups.length === 0 && small === 0) return null;
  return (
    <section aria-labelledby={heading} style={{ marginTop: 18 }}>
      <h3 className="strong" id={heading}>
        {name}
      </h3>
      <ul>
        {groups.map((group) => (
          <li key={group.id} className="row sm">
            <span className="grow">{group.name}</span>
            <Figure figure={group.figure} />
          </li>
        ))}
      </ul>
      {small > 0 && <p className="dim xs">{t('results.smallGroups', { count: small })}</p>}
    </section>
  );
}

function OneQuestion({ question }: { question: Results['questions'][number] }) {
  const { t, i18n } = useTranslation('surveys');
  const { score, share, counts, n } = question;
  const number = (value: number | null) => numberWords(value ?? 0, i18n.language, question.key === 'likely' ? 0 : 1);
  return (
    <div className="result">
      <p className="strong">{question.text}</p>
      <p className="sm">
        {n === 0 && <span style={{ color: 'var(--unknown-ink)' }}>{t('results.nobody')}</span>}
        {n > 0 && share !== null && (
          <>
            {question.key === 'likely' && `${t('results.promoters')} `}
            <Figure figure={share} />
          </>
        )}
        {n > 0 && score !== null && score.say === 'score' && (
          <>
            {share !== null && ' · '}
            {question.key === 'likely' ? 'NPS' : t('results.mean')} <b className="strong">{number(score.value)}</b>{' '}
            <span className="dim">
              {score.low !== null &&
                score.high !== null &&
                t('results.between', { low: number(score.low), high: number(score.high) })}
            </span>
          </>
        )}
        {n > 0 && score !== null && score.say === 'not-enough' && (
          <span style={{ color: 'var(--unknown-ink)' }}> · {t('results.cannot')}</span>
        )}
        {n > 0 && share === null && score === null && <span className="dim">n = {n}</span>}
      </p>
      {n > 0 && counts.length > 0 && (
        <ul className="steps">
          {counts.map(({ value, text, share: of }) => (
            <li key={value}>
              <span>{text || t(`editor.${value === 'yes' ? 'yes' : 'no'}`)}</span>
              <i aria-hidden style={{ width: `${of.n === 0 ? 0 : (of.k / of.n) * 100}%` }} />
              <span className="dim">
                {of.k} {t('listening:funnel.of', { n: of.n })}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Bias({ bias }: { bias: NonResponse }) {
  const { t, i18n } = useTranslation('surveys');
  if (bias.responders === 0 || bias.others === 0) return <p className="dim sm">{t('bias.cannot')}</p>;
  const flagged = bias.fields.filter((each) => each.flagged);
  return (
    <>
      <p className="sm">
        {flagged.length === 0 ? t('bias.fine') : t('bias.differ', { count: flagged.length })}{' '}
        <span className="dim">{t('bias.n', { responders: bias.responders, others: bias.others })}</span>
      </p>
      <ul>
        {bias.fields
          .filter(({ value }) => value !== null)
          .map((each) => (
            <li key={each.field} className="sm" style={{ padding: '6px 0' }}>
              <b className="strong">{t(`bias.fields.${each.field}`)}</b>: {each.value || '–'}{' '}
              {each.flagged && <Chip kind="think">{t('bias.flag')}</Chip>}
              <br />
              <span className="dim">
                {t('bias.shares', {
                  responders: `${each.responders.k}/${each.responders.n}`,
                  others: `${each.others.k}/${each.others.n}`,
                  low: percent(each.low, i18n.language),
                  high: percent(each.high, i18n.language),
                })}
              </span>
            </li>
          ))}
      </ul>
      {flagged.length > 0 && <p className="dim xs">{t('bias.weight')}</p>}
    </>
  );
}
