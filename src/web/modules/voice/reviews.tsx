import './survey.css';
import '../../ui/small-forms.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/voice-reviews.ts';
import { isBadReview } from '../../../domain/voice/recovery.ts';
import { call } from '../../api.ts';
import { usePaged } from '../../paged.ts';
import { queryClient } from '../../query-client.ts';
import { useSearchParams } from '../../search-params.ts';
import { useSession } from '../../session.ts';
import { notify } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useFields } from '../../ui/fields.ts';
import { Figure } from '../../ui/figure.tsx';
import { ListFrame } from '../../ui/list-frame.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { VoiceQuote } from '../../ui/voice-quote.tsx';
import { AddReviews } from './add-reviews.tsx';
import { type ChosenCustomer, CustomerChoice } from './customer-choice.tsx';
import { type Review, reviewFiguresQuery, reviewsQuery } from './survey.data.ts';

const HeardTools = lazy(() => import('./heard-tools.tsx'));
const ReviewForm = lazy(() => import('./review-form.tsx'));

/** What customers say elsewhere, from every source on one scale. */
export function Reviews() {
  const { t } = useTranslation('surveys');
  const { may } = useSession();
  const [search, change] = useSearchParams();
  const bad = search['bad'] === 'true';
  const nameless = search['nameless'] === 'true';
  const list = usePaged(reviewsQuery({ ...(bad ? { bad } : {}), ...(nameless ? { named: false } : {}) }));
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
      <div className="row sm" style={{ marginBottom: 14, gap: 18 }}>
        <label className="row">
          <input
            type="checkbox"
            checked={bad}
            onChange={(event) => change({ bad: event.currentTarget.checked ? 'true' : undefined })}
          />
          {t('reviews.bad')}
        </label>
        <label className="row">
          <input
            type="checkbox"
            checked={nameless}
            onChange={(event) => change({ nameless: event.currentTarget.checked ? 'true' : undefined })}
          />
          {t('reviews.unnamed')}
        </label>
      </div>
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
                  {review.recoveryId !== null && (
                    <Link to={`/voice/recoveries/${review.recoveryId}`}>{t('reviews.recovery')}</Link>
                  )}
                  <Suspense fallback={null}>
                    <HeardTools
                      kind="reviews"
                      id={review.id}
                      what={review.words.slice(0, 60) || review.source}
                      changedAt={review.changedAt}
                      mayCorrect={may('surveys.write')}
                      form={(onClose) => <ReviewForm review={review} onClose={onClose} />}
                    />
                  </Suspense>
                </p>
                {review.customer === null && (isBadReview(review.score) || nameless) && may('surveys.write') && (
                  <Whose review={review} />
                )}
              </li>
            );
          })}
        </ul>
      </ListFrame>
    </div>
  );
}

/** Says which customer wrote it; a bad one then opens a recovery. */
function Whose({ review }: { review: Review }) {
  const { t } = useTranslation('surveys');
  const [customer, setCustomer] = useState<ChosenCustomer>();
  const form = useFields({}, async () => {
    if (customer === undefined) return;
    await call<typeof contract.nameReviewer>('PUT', '/reviews/:id/customer', {
      params: { id: review.id },
      body: { customerId: customer.id },
    });
    await queryClient.invalidateQueries({ queryKey: ['voice'] });
    notify(t('reviews.named'));
  });
  return (
    <form className="row sm" style={{ marginTop: 6, flexWrap: 'wrap' }} onSubmit={form.submit}>
      <span className="dim">{t('reviews.whose')}</span>
      <CustomerChoice required chosen={customer} onChoose={setCustomer} />
      <Button size="s" type="submit" busy={form.busy} disabled={customer === undefined}>
        {t('reviews.name')}
      </Button>
      {form.problem !== undefined && <ErrorNotice problem={form.problem} />}
    </form>
  );
}
