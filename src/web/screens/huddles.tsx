import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { HuddleHistory } from '../modules/practice/huddles/huddle-history.tsx';
import { HuddleRhythm } from '../modules/practice/huddles/huddle-rhythm.tsx';
import { HuddleStart } from '../modules/practice/huddles/huddle-start.tsx';
import { rhythmQuery } from '../modules/practice/huddles/huddles.data.ts';
import { todayQuery } from '../modules/practice/practice.data.ts';
import { useTeams } from '../colleagues.ts';
import { useSearchParams } from '../search-params.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { PageHeader } from '../ui/page-header.tsx';

/** Huddles: start or join today's, see how steady they are, and read what came of those before. */
export function Screen() {
  const { t } = useTranslation('huddle');
  const [{ team }, change] = useSearchParams();
  const teams = useTeams();
  const today = useQuery(todayQuery);
  const rhythm = useQuery(rhythmQuery(team));
  const held = rhythm.data?.held ?? 0;
  const days = held + (rhythm.data?.missed.length ?? 0);
  return (
    <div className="page">
      <PageHeader
        eyebrow={[t('lobby.place')]}
        answer={
          rhythm.data === undefined
            ? t('lobby.coming')
            : held === 0
              ? t('lobby.never')
              : t('lobby.answer', { held, days, count: days })
        }
        tools={
          teams.length > 1 && (
            <select
              className="choose-one"
              aria-label={t('lobby.team')}
              value={team ?? ''}
              onChange={(event) => change({ team: event.currentTarget.value || undefined })}
            >
              <option value="">{t('lobby.all')}</option>
              {teams.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
            </select>
          )
        }
      />
      <div className="huddles">
        <HuddleStart next={today.data?.nextHuddle ?? null} team={team} />
        {rhythm.isError ? (
          <ErrorNotice problem={rhythm.error} onAgain={() => void rhythm.refetch()} />
        ) : (
          rhythm.data && <HuddleRhythm rhythm={rhythm.data} />
        )}
        <HuddleHistory team={team} />
      </div>
    </div>
  );
}
