import { IconBan, IconMailCheck } from '@tabler/icons-react';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/channels-blocked-senders.ts';
import { call } from '../../api.ts';
import { queryClient } from '../../query-client.ts';
import { useSession } from '../../session.ts';
import { notifyProblem, notifyUndo } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';

const blockedQuery = (customerId: string) =>
  queryOptions({
    queryKey: ['channels', 'blocked-senders', customerId],
    queryFn: async ({ signal }) =>
      (
        await call<typeof contract.listBlockedSenders>('GET', '/mail/blocked-senders', {
          query: { customerId },
          signal,
        })
      ).items,
  });

/** Whether mail from an address of a customer reaches nobody, and the press that blocks it or lets it in again. */
export function BlockedMark({ customerId, address }: { customerId: string; address: string }) {
  const { t } = useTranslation('house');
  const { may } = useSession();
  const list = useQuery({ ...blockedQuery(customerId), enabled: may('cases.read') }).data;
  if (list === undefined) return null;
  const found = list.find((one) => one.address === address || one.address === `@${address.split('@')[1] ?? ''}`);
  const block = async (whom: string) => {
    const { id } = await call<typeof contract.blockSender>('POST', '/mail/blocked-senders', {
      body: { address: whom },
    });
    await again();
    return id;
  };
  const unblock = async (id: string) => {
    await call<typeof contract.unblockSender>('DELETE', '/mail/blocked-senders/:id', { params: { id } });
    await again();
  };
  const run = (deed: () => Promise<unknown>) => void deed().catch(notifyProblem);
  const blocked = found !== undefined;
  const Icon = blocked ? IconMailCheck : IconBan;
  const turn = async () => {
    if (found === undefined) {
      const id = await block(address);
      notifyUndo(t('block.blocked', { address }), () => run(() => unblock(id)));
    } else {
      await unblock(found.id);
      notifyUndo(t('block.back', { address: found.address }), () => run(() => block(found.address)));
    }
  };
  return (
    <>
      {blocked && <span className="xs strong">{t('block.isBlocked')}</span>}
      {may('cases.write') && (
        <Button
          kind="icon"
          size="s"
          title={t(blocked ? 'block.remove' : 'block.add')}
          aria-label={t(blocked ? 'block.removeOne' : 'block.one', { address: found?.address ?? address })}
          onClick={() => run(turn)}
        >
          <Icon size={14} stroke={1.7} aria-hidden />
        </Button>
      )}
    </>
  );
}

function again(): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: ['channels', 'blocked-senders'] });
}
