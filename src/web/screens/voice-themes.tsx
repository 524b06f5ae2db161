import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../contract/themes.ts';
import { call } from '../api.ts';
import { usePaged } from '../paged.ts';
import { HeardWordsPart } from '../modules/needs/heard-words.tsx';
import {
  act,
  type Period,
  themeNamesQuery,
  themesQuery,
  themeSuggestionsQuery,
  worstThemeQuery,
} from '../modules/needs/needs.data.ts';
import { Suggestions } from '../modules/needs/suggestions.tsx';
import { ThemeCard } from '../modules/needs/theme-card.tsx';
import { ThemeForm } from '../modules/needs/theme-form.tsx';
import { useSearchParams } from '../search-params.ts';
import { useSession } from '../session.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { ShowMore } from '../ui/show-more.tsx';
import { RowsSkeleton } from '../ui/skeletons.tsx';
import { VoiceFrame } from './voice-frame.tsx';

const shows = ['hated', 'themes', 'suggested', 'words'] as const;
const periods: readonly Period[] = [30, 90, 180, 365];

/** What customers hate, what else they speak of, and their words from everywhere. */
export function Screen() {
  const { t } = useTranslation('needs');
  const { may } = useSession();
  const [search, change] = useSearchParams();
  const [tracking, setTracking] = useState(false);
  const show = shows.find((one) => one === search['show']) ?? 'hated';
  const days = periods.find((one) => String(one) === search['days']) ?? 90;
  const found = usePaged(themesQuery(days, show !== 'themes'));
  const names = useQuery({ ...themeNamesQuery, enabled: show === 'words' });
  const waiting = useQuery({ ...themeSuggestionsQuery, enabled: show === 'suggested' });
  const shown = found.items;
  const worst = useQuery(worstThemeQuery(days)).data?.items.find(({ customers }) => customers > 0);
  return (
    <VoiceFrame
      place="themes"
      answer={
        worst === undefined ? t('head.themes') : t('head.hated', { name: worst.name, count: worst.customers, days })
      }
      tools={
        <>
          <label>
            <span className="sr">{t('theme.days')}</span>
            <select className="choose" value={days} onChange={(event) => change({ days: event.currentTarget.value })}>
              {periods.map((one) => (
                <option key={one} value={one}>
                  {one} {t('theme.days')}
                </option>
              ))}
            </select>
          </label>
          {may('customers.write') && <Button onClick={() => setTracking(true)}>{t('theme.new')}</Button>}
        </>
      }
      open={show}
      tabs={shows.map((key) => ({ key, name: t(`tab.${key}`) }))}
      onOpen={(key) => change({ show: key === 'hated' ? undefined : key })}
    >
      {found.error !== null && <ErrorNotice problem={found.error} onAgain={found.again} />}
      {(show === 'hated' || show === 'themes') && (
        <>
          {found.pending && <RowsSkeleton rows={4} height={90} />}
          {!found.pending && found.error === null && shown.length === 0 && (
            <EmptyState what={t('theme.emptyWhat')} why={t('theme.emptyWhy')} />
          )}
          <ul className="need-list">
            {shown.map((theme) => (
              <ThemeCard key={theme.id} theme={theme} days={days} />
            ))}
          </ul>
          <ShowMore more={found.more} />
        </>
      )}
      {show === 'words' && <HeardWordsPart themes={names.data?.items ?? []} />}
      {show === 'suggested' && waiting.isPending && <RowsSkeleton rows={4} height={90} />}
      {show === 'suggested' && waiting.isError && (
        <ErrorNotice problem={waiting.error} onAgain={() => void waiting.refetch()} />
      )}
      {show === 'suggested' && waiting.data && (
        <Suggestions
          {...waiting.data}
          keep={t('suggest.keepTheme')}
          onKeep={(one, name) =>
            act(
              () =>
                call<typeof contract.createTheme>('POST', '/themes', {
                  body: { name, keywords: [], wordsIds: one.words.map(({ id }) => id) },
                }),
              t('need.saved'),
            )
          }
          onAdd={(one, id) =>
            void act(
              () =>
                call<typeof contract.sortThemeWords>('PUT', '/themes/:id/words', {
                  params: { id },
                  body: { wordsIds: one.words.map((words) => words.id), belongs: true },
                }),
              t('need.saved'),
            )
          }
        />
      )}
      {tracking && <ThemeForm onClose={() => setTracking(false)} />}
    </VoiceFrame>
  );
}
