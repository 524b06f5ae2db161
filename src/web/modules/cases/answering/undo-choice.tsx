import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type * as hands from '../../../../contract/cases-hands.ts';
import { call } from '../../../api.ts';
import { queryClient } from '../../../query-client.ts';
import { notify, notifyProblem } from '../../../toasts.ts';
import { choicesQuery } from '../hands.data.ts';
import { Block } from '../../../ui/block.tsx';

/** How long one's own answers can be taken back. */
export function UndoChoice() {
  const { t } = useTranslation('hands');
  const choices = useQuery(choicesQuery).data;
  const choose = useMutation({
    mutationFn: (undoSeconds: number) =>
      call<typeof hands.chooseHands>('PUT', '/hand-choices', { body: { undoSeconds } }),
    onSuccess: (now) => {
      queryClient.setQueryData(choicesQuery.queryKey, now);
      notify(t('choices.saved'));
    },
    onError: (problem) => notifyProblem(problem),
  });
  if (choices === undefined) return null;
  const offered = [...new Set([0, 5, 10, 20, 30, 60, choices.undoSeconds])].sort((one, other) => one - other);
  return (
    <Block id="take-back" title={t('choices.title')}>
      <label style={{ justifySelf: 'start' }}>
        <span className="label">{t('choices.undo')}</span>
        <select
          className="choose"
          value={choices.undoSeconds}
          onChange={(event) => choose.mutate(Number(event.currentTarget.value))}
        >
          {offered.map((seconds) => (
            <option key={seconds} value={seconds}>
              {seconds === 0 ? t('choices.none') : t('choices.seconds', { count: seconds })}
            </option>
          ))}
        </select>
      </label>
    </Block>
  );
}
