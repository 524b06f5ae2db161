import './survey.css';
import '../../ui/small-forms.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/voice-reviews.ts';
import { call } from '../../api.ts';
import { usePaged } from '../../paged.ts';
import { queryClient } from '../../query-client.ts';
import { useSession } from '../../session.ts';
import { notify } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useFields } from '../../ui/fields.ts';
import { Figure } from '../../ui/figure.tsx';
import { ListFrame } from '../../ui/list-frame.tsx';
import { TextAreaField, TextField } from '../../ui/text-fields.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { VoiceQuote } from '../../ui/voice-quote.tsx';
import { reviewFiguresQuery, reviewsQuery } from './survey.data.ts';

/** What customers say elsewhere, from every source on one scale. */
export function Reviews() {
  const { t } = useTranslation('surveys');
  const { may } = useSession();
  const list = usePaged(reviewsQuery);
  const figures = useQuery(reviewFiguresQuery).data?.items ?? [];
  return (
    <div style={{ maxWidth: 860 }}>
      {may('surveys.write') && <AddReviews />}
      {figures.length > 0 && (
        <ul className="sm" style={{ margin: '6px 0 16px' }}>
          {figures.map(({ source, good }) => (
            <li key={source}>
              {t('reviews.good', { source })} <Figure figure={good} />
            </li>
          ))}
        </ul>
      )}
      <ListFrame
        list={list}
        rows={4}
        height={80}
        none={<EmptyState what={t('reviews.emptyWhat')} why={t('reviews.emptyWhy')} />}
      >
        <ul className="said-list" aria-label={t('reviews.title')}>
          {list.items.map((review) => {
            const who = (
              <>
                {review.customer === null ? (
                  review.author || t('reviews.somebody')
                ) : (
                  <Link to={`/customers/${review.customer.id}`}>{review.customer.name}</Link>
                )}
                , {review.source}, <TimeText at={review.at} />
              </>
            );
            return (
              <li key={review.id}>
                {review.words === '' ? (
                  <p className="sm mid">{who}</p>
                ) : (
                  <VoiceQuote
                    words={review.words}
                    cite={who}
                    said={{ kind: 'review', id: review.id, customerId: review.customer?.id, at: review.at }}
                  />
                )}
                <p className="facts">
                  {review.rating !== null && (
                    <span>{t('reviews.rated', { rating: review.rating, to: review.scaleTo ?? 5 })}</span>
                  )}
                  {review.language !== null && <span className="dim">{review.language}</span>}
                  {review.url !== null && (
                    <a href={review.url} target="_blank" rel="noreferrer">
                      {t('reviews.open')}
                    </a>
                  )}
                </p>
              </li>
            );
          })}
        </ul>
      </ListFrame>
    </div>
  );
}

type Refused = readonly { line: number; because: string }[];

function AddReviews() {
  const { t } = useTranslation('surveys');
  const [done, setDone] = useState<{ round: number; refused: Refused }>({ round: 0, refused: [] });
  return (
    <details style={{ marginBottom: 18 }}>
      <summary>{t('reviews.add')}</summary>
      <ImportForm
        key={done.round}
        refused={done.refused}
        onDone={(refused) => setDone(({ round }) => ({ round: round + 1, refused }))}
      />
    </details>
  );
}

function ImportForm({ refused, onDone }: { refused: Refused; onDone: (refused: Refused) => void }) {
  const { t } = useTranslation('surveys');
  const form = useFields({ source: '', csv: '', scaleTo: '5' }, async ({ source, csv, scaleTo }) => {
    const done = await call<typeof contract.importReviews>('POST', '/reviews/import', {
      body: { source: source.trim(), csv, scaleFrom: scaleTo === '10' ? 0 : 1, scaleTo: Number(scaleTo) },
    });
    await queryClient.invalidateQueries({ queryKey: ['voice'] });
    notify(t('reviews.added', { added: done.added, known: done.known }));
    onDone(done.refused);
  });
  const { error: _, ...scale } = form.bind('scaleTo');
  return (
    <form className="stack card survey-card-form" style={{ marginTop: 10 }} onSubmit={form.submit}>
      <div className="survey-grid">
        <TextField required maxLength={300} bound={form.bind('source')} label={t('reviews.source')} />
        <label>
          <span className="field-name">{t('reviews.scale')}</span>
          <select className="choose" {...scale}>
            <option value="5">1–5</option>
            <option value="10">0–10</option>
          </select>
        </label>
      </div>
      <label>
        <span className="field-name">{t('reviews.file')}</span>
        <input
          type="file"
          accept=".csv,text/csv"
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            void file?.text().then((text) => form.set('csv', text));
          }}
        />
      </label>
      <TextAreaField
        required
        minRows={4}
        maxRows={12}
        bound={form.bind('csv')}
        label={t('reviews.csv')}
        description={t('reviews.csvHint')}
      />
      {form.problem !== undefined && <ErrorNotice problem={form.problem} />}
      {refused.length > 0 && (
        <ul className="sm" role="status">
          {refused.slice(0, 10).map(({ line, because }) => (
            <li key={line}>{t('reviews.refused', { line, because })}</li>
          ))}
        </ul>
      )}
      <p>
        <Button kind="go" type="submit" busy={form.busy}>
          {t('reviews.send')}
        </Button>
      </p>
    </form>
  );
}
