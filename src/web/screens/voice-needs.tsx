import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../contract/needs.ts';
import { call } from '../api.ts';
import { usePaged } from '../paged.ts';
import { NeedCard } from '../modules/needs/need-card.tsx';
import { NeedForm } from '../modules/needs/need-form.tsx';
import { act, needCountsQuery, needsQuery, needSuggestionsQuery, offersQuery } from '../modules/needs/needs.data.ts';
import { Suggestions } from '../modules/needs/suggestions.tsx';
import { useSearchParams } from '../search-params.ts';
import { useSession } from '../session.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { ShowMore } from '../ui/show-more.tsx';
import { RowsSkeleton } from '../ui/skeletons.tsx';
import { VoiceFrame } from './voice-frame.tsx';

const shows = ['catalogue', 'suggested', 'offers'] as const;

const NeedsPicture = lazy(() => import('../modules/needs/needs-picture.tsx'));

/** What customers need, in their words, and how well it is met. */
export function Screen() {
  const { t } = useTranslation('needs');
  const { may } = useSession();
  const [search, change] = useSearchParams();
  const [stating, setStating] = useState(false);
  const show = shows.find((one) => one === search['show']) ?? 'catalogue';
  const found = usePaged(needsQuery);
  const counts = useQuery(needCountsQuery).data;
  const waiting = useQuery({ ...needSuggestionsQuery, enabled: show === 'suggested' });
  const needs = found.items;
  return (
    <VoiceFrame
      place="needs"
      answer={
        counts === undefined
          ? t('head.needs')
          : counts.count === 0
            ? t('head.none')
            : counts.unmet > 0
              ? t('head.needsTop', { count: counts.unmet })
              : t('head.needs')
      }
      tools={may('customers.write') ? <Button onClick={() => setStating(true)}>{t('need.new')}</Button> : undefined}
      open={show}
      tabs={shows.map((key) => ({
        key,
        name: t(`tab.${key}`),
        ...(key === 'suggested' && waiting.data !== undefined ? { count: waiting.data.items.length } : {}),
      }))}
      onOpen={(key) => change({ show: key === 'catalogue' ? undefined : key })}
    >
      {show === 'catalogue' && (
        <>
          {found.pending && <RowsSkeleton rows={4} height={90} />}
          {found.error !== null && <ErrorNotice problem={found.error} onAgain={found.again} />}
          {!found.pending && found.error === null && needs.length === 0 && (
            <EmptyState
              what={t('need.emptyWhat')}
              why={t('need.emptyWhy')}
              action={<Button onClick={() => change({ show: 'suggested' })}>{t('tab.suggested')}</Button>}
            />
          )}
          <Suspense>
            <NeedsPicture needs={needs} />
          </Suspense>
          <ul className="need-list">
            {needs.map((need) => (
              <NeedCard key={need.id} need={need} others={needs} />
            ))}
          </ul>
          <ShowMore more={found.more} />
        </>
      )}
      {show === 'suggested' &&
        (waiting.data === undefined ? (
          waiting.isError ? (
            <ErrorNotice problem={waiting.error} onAgain={() => void waiting.refetch()} />
          ) : (
            <RowsSkeleton rows={4} height={90} />
          )
        ) : (
          <Suggestions
            {...waiting.data}
            keep={t('suggest.keepNeed')}
            onKeep={(one, statement) =>
              act(
                () =>
                  call<typeof contract.createNeed>('POST', '/needs', {
                    body: { statement, wordsIds: one.words.map(({ id }) => id) },
                  }),
                t('need.saved'),
              )
            }
            onAdd={(one, id) =>
              void act(
                () =>
                  call<typeof contract.moveNeedWords>('PUT', '/needs/:id/words', {
                    params: { id },
                    body: { wordsIds: one.words.map((words) => words.id) },
                  }),
                t('need.saved'),
              )
            }
          />
        ))}
      {show === 'offers' && <Offers />}
      {stating && <NeedForm onClose={() => setStating(false)} />}
    </VoiceFrame>
  );
}

function Offers() {
  const { t } = useTranslation('needs');
  const found = useQuery(offersQuery);
  if (found.isPending) return <RowsSkeleton rows={5} />;
  if (found.isError) return <ErrorNotice problem={found.error} onAgain={() => void found.refetch()} />;
  if (found.data.items.length === 0) return <EmptyState what={t('offer.emptyWhat')} why={t('offer.emptyWhy')} />;
  return (
    <ul className="need-list">
      {found.data.items.map((offer) => (
        <li key={offer.id} className="row">
          <span className="grow">
            {offer.name} <span className="dim xs">{t(`offer.${offer.service ? 'service' : offer.kind}`)}</span>
          </span>
          <span className={offer.needs.length === 0 ? 'chip unknown' : 'dim sm'}>
            {offer.needs.length === 0
              ? t('offer.needless')
              : t('offer.for', { names: offer.needs.map(({ statement }) => statement).join(', ') })}
          </span>
        </li>
      ))}
    </ul>
  );
}
