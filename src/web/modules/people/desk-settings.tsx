import { Checkbox } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/cases-routing.ts';
import { priorities } from '../../../domain/cases/words.ts';
import { impacts, urgencies } from '../../../domain/rules/priority-matrix.ts';
import { call } from '../../api.ts';
import { queryClient } from '../../query-client.ts';
import { useSession } from '../../session.ts';
import { notify, notifyProblem } from '../../toasts.ts';
import { deskSettingsQuery, type DeskSettings } from '../../desk-settings.ts';
import { Block } from '../../ui/block.tsx';

/** How much of the desk is shown, and how impact and urgency make a priority. */
export function DeskSettingsPart() {
  const { t } = useTranslation(['routing', 'settings', 'cases']);
  const { may } = useSession();
  const desk = useQuery(deskSettingsQuery).data;
  const save = useMutation({
    mutationFn: ({ simple, impactUrgency, matrix }: DeskSettings) =>
      call<typeof contract.changeDeskSettings>('PUT', '/desk-settings', { body: { simple, impactUrgency, matrix } }),
    onSuccess: (saved) => {
      queryClient.setQueryData(deskSettingsQuery.queryKey, saved);
      notify(t('settings:saved'));
    },
    onError: (problem) => notifyProblem(problem),
  });
  if (desk === undefined || !may('settings.manage')) return null;
  const change = (part: Partial<DeskSettings>) => save.mutate({ ...desk, ...part });
  return (
    <Block id="desk" title={t('desk.title')}>
      <label style={{ width: 'fit-content' }}>
        <span className="block sm">{t('desk.simple')}</span>
        <select
          className="choose"
          value={desk.simple}
          onChange={(event) => change({ simple: event.currentTarget.value as DeskSettings['simple'] })}
        >
          {(['auto', 'on', 'off'] as const).map((one) => (
            <option key={one} value={one}>
              {t(`desk.simpleChoice.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <p className="dim sm">{t(desk.plain ? 'desk.isPlain' : 'desk.isFull')}</p>
      {!desk.plain && (
        <Checkbox
          label={t('desk.impactUrgency')}
          checked={desk.impactUrgency}
          onChange={(event) => change({ impactUrgency: event.currentTarget.checked })}
        />
      )}
      {!desk.plain && desk.impactUrgency && (
        <table className="matrix">
          <caption className="dim sm">{t('desk.matrix')}</caption>
          <thead>
            <tr>
              <td aria-hidden="true" />
              {urgencies.map((urgency) => (
                <th key={urgency} scope="col">
                  {t(`urgency.${urgency}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {impacts.map((impact) => (
              <tr key={impact}>
                <th scope="row">{t(`impact.${impact}`)}</th>
                {urgencies.map((urgency) => (
                  <td key={urgency}>
                    <select
                      className="choose"
                      aria-label={`${t(`impact.${impact}`)}, ${t(`urgency.${urgency}`)}`}
                      value={desk.matrix[impact][urgency]}
                      onChange={(event) =>
                        change({
                          matrix: {
                            ...desk.matrix,
                            [impact]: { ...desk.matrix[impact], [urgency]: event.currentTarget.value },
                          },
                        })
                      }
                    >
                      {priorities.map((priority) => (
                        <option key={priority} value={priority}>
                          {t(`cases:priority.${priority}`)}
                        </option>
                      ))}
                    </select>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Block>
  );
}
