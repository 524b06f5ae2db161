import { IconBellRinging, IconBell } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type * as hands from '../../../contract/cases-hands.ts';
import { call } from '../../api.ts';
import { queryClient } from '../../query-client.ts';
import { useShortcut } from '../../shortcuts.ts';
import { notify, notifyProblem } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { followersQuery } from './hands.data.ts';

/** Follows a case, or no longer; `f`. Who else follows it stands in its name. */
export default function FollowButton({ caseId }: { caseId: string }) {
  const { t } = useTranslation('hands');
  const query = followersQuery(caseId);
  const { data } = useQuery(query);
  const following = data?.following === true;
  const turn = async () => {
    const params = { id: caseId, userId: 'me' };
    try {
      const now = following
        ? await call<typeof hands.unfollowCase>('DELETE', '/cases/:id/followers/:userId', { params })
        : await call<typeof hands.followCase>('PUT', '/cases/:id/followers/:userId', { params });
      queryClient.setQueryData(query.queryKey, now);
      notify(t(following ? 'follow.no' : 'follow.yes'));
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  useShortcut('f', 'hands:follow.key', () => void turn(), data !== undefined);
  const names = data?.items.map((one) => one.name).join(', ') ?? '';
  const label = t(following ? 'follow.stop' : 'follow.start');
  return (
    <Button
      kind="icon"
      aria-pressed={following}
      aria-label={label}
      title={names === '' ? label : `${label} (${t('follow.who', { names })})`}
      onClick={() => void turn()}
    >
      {following ? (
        <IconBellRinging size={18} stroke={1.7} aria-hidden />
      ) : (
        <IconBell size={18} stroke={1.7} aria-hidden />
      )}
    </Button>
  );
}
