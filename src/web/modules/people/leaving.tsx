import { Checkbox } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { User } from '../../../contract/people.ts';
import type * as contract from '../../../contract/people-leaving.ts';
import { call } from '../../api.ts';
import { useColleagues } from '../../colleagues.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { RowsSkeleton } from '../../ui/skeletons.tsx';

const leavingQuery = (id: string) =>
  queryOptions({
    queryKey: ['people', 'leaving', id],
    queryFn: ({ signal }) => call<typeof contract.readLeaving>('GET', '/users/:id/leaving', { params: { id }, signal }),
  });

/** What somebody leaves behind, who takes it over, and whether the keys he made go with him. */
export default function LeavingPart(props: {
  user: User;
  heir: string;
  onHeir: (id: string) => void;
  revokeKeys: boolean;
  onRevokeKeys: (wanted: boolean) => void;
}) {
  const { t, i18n } = useTranslation('house');
  const { user } = props;
  const left = useQuery(leavingQuery(user.id));
  const heirs = useColleagues().filter((one) => one.id !== user.id && one.role !== 'colleague');
  if (left.error !== null) return <ErrorNotice problem={left.error} onAgain={() => void left.refetch()} />;
  if (left.data === undefined) return <RowsSkeleton rows={2} height={32} />;
  const { cases, promises, tasks, keys } = left.data;
  const open = (['cases', 'promises', 'tasks'] as const)
    .filter((one) => left.data[one] > 0)
    .map((one) => t(`leaving.${one}`, { count: left.data[one] }));
  return (
    <section className="stack" aria-live="polite">
      <p className="mid">
        {cases + promises + tasks === 0
          ? t('leaving.nothing')
          : `${t('leaving.why', { name: user.name })} ${new Intl.ListFormat(i18n.language).format(open)}.`}
      </p>
      {cases + promises + tasks > 0 && (
        <label>
          <span className="mantine-InputWrapper-label">{t('leaving.heir')}</span>
          <select
            className="choose"
            name="handOverTo"
            value={props.heir}
            onChange={(event) => props.onHeir(event.currentTarget.value)}
          >
            <option value="">{t('leaving.queue')}</option>
            {heirs.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
        </label>
      )}
      {keys > 0 && (
        <Checkbox
          label={t('leaving.keys', { count: keys, name: user.name })}
          description={t('leaving.keysWhy')}
          checked={props.revokeKeys}
          onChange={(event) => props.onRevokeKeys(event.currentTarget.checked)}
        />
      )}
    </section>
  );
}
