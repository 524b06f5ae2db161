import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/notifications.ts';
import { call } from '../../api.ts';
import { queryClient } from '../../query-client.ts';
import { notifyProblem } from '../../toasts.ts';
import { notificationChoicesQuery } from './notifications.data.ts';

const kinds = ['mentioned', 'customer-wrote', 'followed', 'assigned', 'held', 'morning', 'alert'] as const;

/** Which kinds also come by mail, and when not. Each press is kept at once. */
export default function Choices() {
  const { t } = useTranslation('notifications');
  const choices = useQuery(notificationChoicesQuery).data;
  const choose = useMutation({
    mutationFn: (body: contract.NotificationChoices) =>
      call<typeof contract.chooseNotifications>('PUT', '/notifications/choices', { body }),
    onMutate: (next) => queryClient.setQueryData(notificationChoicesQuery.queryKey, next),
    onError: (problem) => {
      notifyProblem(problem);
      void queryClient.invalidateQueries({ queryKey: notificationChoicesQuery.queryKey });
    },
  });
  if (choices === undefined) return null;
  const time = (key: 'quietFrom' | 'quietTo', name: string) => (
    <label className="row">
      <span className="label">{name}</span>
      <input
        className="choose"
        type="time"
        required
        value={choices[key]}
        onChange={(event) =>
          event.currentTarget.value !== '' && choose.mutate({ ...choices, [key]: event.currentTarget.value })
        }
      />
    </label>
  );
  return (
    <fieldset className="told-choices">
      <legend className="label">{t('choices.byMail')}</legend>
      {kinds.map((kind) => (
        <label key={kind} className="row">
          <input
            type="checkbox"
            checked={choices.mail.includes(kind)}
            onChange={(event) =>
              choose.mutate({
                ...choices,
                mail: kinds.filter((one) => (one === kind ? event.currentTarget.checked : choices.mail.includes(one))),
              })
            }
          />
          {t(`choices.kind.${kind}`)}
        </label>
      ))}
      <div className="row">
        {time('quietFrom', t('choices.from'))}
        {time('quietTo', t('choices.to'))}
      </div>
    </fieldset>
  );
}
