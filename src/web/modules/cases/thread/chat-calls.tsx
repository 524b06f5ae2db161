import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../../contract/cases.ts';
import { call } from '../../../api.ts';
import { onLive } from '../../../live.ts';
import { useSession } from '../../../session.ts';
import { notifyOpening } from '../../../toasts.ts';

/** Tells whoever may take it that a chat waits unanswered, on whichever screen he is: a visitor waits minutes, not hours. */
export function Over() {
  const { t } = useTranslation('chat');
  const { may, user } = useSession();
  const navigate = useNavigate();
  const able = may('cases.write');
  const me = user?.id;
  useEffect(() => {
    if (!able) return;
    return onLive('chat.overdue', ({ id }) => {
      call<typeof contract.readCase>('GET', '/cases/:id', { params: { id } }).then(
        (found) => {
          if (found.assignee !== null && found.assignee.id !== me) return;
          notifyOpening(t('call', { name: found.customer.name, subject: found.subject }), t('callOpen'), () => {
            void navigate({ to: '/inbox/{-$number}', params: { number: String(found.number) } });
          });
        },
        // a case of a team that is not his does not exist for him
        () => undefined,
      );
    });
  }, [able, me, navigate, t]);
  return null;
}
