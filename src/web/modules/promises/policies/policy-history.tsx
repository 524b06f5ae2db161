import { useTranslation } from 'react-i18next';
import { usePaged } from '../../../paged.ts';
import { ShowMore } from '../../../ui/show-more.tsx';
import { TimeText } from '../../../ui/time-text.tsx';
import { openWords } from './open-time.ts';
import { policyVersionsQuery } from './terms.data.ts';

/** Every version of a policy, the newest first: what it promised, from when, by whom. */
export function PolicyHistory({ id }: { id: string }) {
  const { t } = useTranslation(['terms', 'settings']);
  const list = usePaged(policyVersionsQuery(id));
  const time = (minutes: number) => openWords(minutes, (key, values) => t(key, values ?? {}));
  return (
    <>
      <ol className="stack" style={{ margin: 0, paddingLeft: 18 }}>
        {list.items.map((one) => (
          <li key={one.version}>
            <p className="xs dim">
              {t('settings:policy.version', { version: one.version })}, <TimeText at={one.at} />
              {one.by !== null && `, ${one.by.name}`}
            </p>
            <p className="sm">
              {(
                [
                  ['firstResponse', one.firstResponseMinutes],
                  ['nextResponse', one.nextResponseMinutes],
                  ['resolution', one.resolutionMinutes],
                ] as const
              )
                .flatMap(([clock, minutes]) =>
                  minutes === null ? [] : [t(`settings:policy.${clock}In`, { time: time(minutes) })],
                )
                .join(', ')}
              {!one.active && ` (${t('settings:policy.off')})`}
            </p>
          </li>
        ))}
      </ol>
      <ShowMore more={list.more} />
    </>
  );
}
