import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/notifications.ts';
import { call } from '../../api.ts';
import { useAtOnce } from '../../at-once.ts';
import { queryClient } from '../../query-client.ts';
import { notifyProblem } from '../../toasts.ts';
import { notificationChoicesQuery } from './notifications.data.ts';

const kinds = ['mentioned', 'customer-wrote', 'followed', 'assigned', 'held', 'morning', 'alert'] as const;

/** Which kinds also come by mail, and when not. Each press is kept at once. */
export default function Choices() {
  const choices = useQuery(notificationChoicesQuery).data;
  return choices === undefined ? null : <Kept kept={choices} />;
}

function Kept({ kept }: { kept: contract.NotificationChoices }) {
  const { t } = useTranslation('notifications');
  const [choices, change] = useAtOnce(kept);
  const choose = (body: contract.NotificationChoices) =>
    change(body, async () => {
      try {
        const chosen = await call<typeof contract.chooseNotifications>('PUT', '/notifications/choices', { body });
        await queryClient.cancelQueries({ queryKey: notificationChoicesQuery.queryKey });
        queryClient.setQueryData(notificationChoicesQuery.queryKey, chosen);
      } catch (problem) {
        notifyProblem(problem);
      }
    });
  const time = (key: 'quietFrom' | 'quietTo', name: string) => (
    <label className="row">
      <span className="label">{name}</span>
      <input
        className="choose"
        type="time"
        required
        value={choices[key]}
        onChange={(event) =>
          event.currentTarget.value !== '' && choose({ ...choices, [key]: event.currentTarget.value })
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
              choose({
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
