import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/channels-blocked-senders.ts';
import { call } from '../../api.ts';
import { paged, usePaged } from '../../paged.ts';
import { notify, notifyProblem, notifyUndo } from '../../toasts.ts';
import { Block } from '../../ui/block.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useFields } from '../../ui/fields.ts';
import { ListFrame } from '../../ui/list-frame.tsx';
import { TextField } from '../../ui/text-fields.tsx';
import { TimeText } from '../../ui/time-text.tsx';

const key = ['channels', 'blocked-senders'];
const blockedQuery = paged([...key, 'all'], (query, signal) =>
  call<typeof contract.listBlockedSenders>('GET', '/mail/blocked-senders', { query, signal }),
);

/** Whose mail reaches nobody, and the way back. */
export default function BlockedSenders() {
  const { t } = useTranslation('house');
  const client = useQueryClient();
  const list = usePaged(blockedQuery);
  const again = () => client.invalidateQueries({ queryKey: key });
  const block = async (address: string) => {
    await call<typeof contract.blockSender>('POST', '/mail/blocked-senders', { body: { address } });
    await again();
  };
  const [round, setRound] = useState(0);
  const unblock = async ({ id, address }: contract.BlockedSender) => {
    try {
      await call<typeof contract.unblockSender>('DELETE', '/mail/blocked-senders/:id', { params: { id } });
      await again();
      notifyUndo(t('block.back', { address }), () => void block(address).catch(notifyProblem));
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  return (
    <Block id="blocked-senders" title={t('block.title')} why={t('block.why')}>
      <ListFrame list={list} rows={2} height={44} none={<EmptyState what={t('block.none')} why={t('block.noneWhy')} />}>
        <ul className="rows">
          {list.items.map((one) => (
            <li key={one.id}>
              <p className="grow cut">
                <b className="strong">{one.address}</b>{' '}
                <span className="dim xs">
                  {one.blockedBy?.name} <TimeText at={one.blockedAt} />
                </span>
              </p>
              <Button
                size="s"
                aria-label={t('block.removeOne', { address: one.address })}
                onClick={() => void unblock(one)}
              >
                {t('block.remove')}
              </Button>
            </li>
          ))}
        </ul>
      </ListFrame>
      <AddForm
        key={round}
        onBlock={async (address) => {
          await block(address);
          notify(t('block.blocked', { address }));
          setRound(round + 1);
        }}
      />
    </Block>
  );
}

function AddForm({ onBlock }: { onBlock: (address: string) => Promise<void> }) {
  const { t } = useTranslation('house');
  const form = useFields({ address: '' }, ({ address }) => onBlock(address.trim()));
  return (
    <form className="stack" onSubmit={form.submit}>
      <TextField required bound={form.bind('address')} label={t('block.address')} />
      {form.problem !== undefined && <ErrorNotice problem={form.problem} />}
      <div className="row end">
        <Button type="submit" busy={form.busy}>
          {t('block.add')}
        </Button>
      </div>
    </form>
  );
}
