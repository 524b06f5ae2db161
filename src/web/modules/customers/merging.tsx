import { useQuery } from '@tanstack/react-query';
import i18next from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/customers.ts';
import { call } from '../../api.ts';
import { queryClient } from '../../query-client.ts';
import { notifyProblem, notifyUndo } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { MergePreview } from './merge-preview.tsx';
import { showCustomer, type Customer } from './customers.data.ts';

/** Takes a record out of another one again, with what it brought. */
async function unmerge(customerId: string, otherId: string): Promise<void> {
  try {
    showCustomer(
      await call<typeof contract.unmergeCustomer>('DELETE', '/customers/:id/merges/:otherId', {
        params: { id: customerId, otherId },
      }),
    );
    await queryClient.invalidateQueries({ queryKey: ['customers'] });
  } catch (problem) {
    notifyProblem(problem);
  }
}

/** Makes one of two, and offers the way back. Answers whether it was done. */
export async function mergeInto(id: string, other: contract.CustomerRow, take: string[]): Promise<boolean> {
  try {
    const body = { customerId: other.id, ...(take.length === 0 ? {} : { take }) };
    showCustomer(await call<typeof contract.mergeCustomer>('POST', '/customers/:id/merges', { params: { id }, body }));
    notifyUndo(i18next.t('customers:merge.done', { name: other.name }), () => void unmerge(id, other.id));
    await queryClient.invalidateQueries({ queryKey: ['customers'] });
    return true;
  } catch (problem) {
    notifyProblem(problem);
    return false;
  }
}

/** Finds the other record of the same person and makes one of two; ten seconds and later it can be taken back. */
export function MergeDialog({ customer, onClose }: { customer: Customer; onClose: () => void }) {
  const { t } = useTranslation('customers');
  const [q, setQ] = useState('');
  const [other, setOther] = useState<contract.CustomerRow>();
  const found = useQuery({
    queryKey: ['customers', 'merge', q],
    queryFn: ({ signal }) =>
      call<typeof contract.listCustomers>('GET', '/customers', { query: { q, limit: 8 }, signal }),
    enabled: q.trim().length > 1,
  });
  const rows = found.data?.items.filter((row) => row.id !== customer.id) ?? [];
  return (
    <Dialog opened width={720} onClose={onClose} title={t('merge.title', { name: customer.name })}>
      {other !== undefined && (
        <MergePreview
          id={customer.id}
          otherId={other.id}
          onBack={() => setOther(undefined)}
          onMerge={async (take) => {
            if (await mergeInto(customer.id, other, take)) onClose();
          }}
        />
      )}
      <div className="stack" hidden={other !== undefined}>
        <p className="mid">{t('merge.why')}</p>
        <input
          className="choose"
          data-autofocus
          aria-label={t('merge.find')}
          placeholder={t('merge.find')}
          value={q}
          onChange={(event) => setQ(event.currentTarget.value)}
        />
        <ul className="known-list" aria-label={t('list.label')}>
          {rows.map((row) => (
            <li key={row.id} className="row">
              <span className="grow cut">
                <b>{row.name}</b> <span className="dim">{row.email ?? row.organisation?.name}</span>
              </span>
              <Button size="s" onClick={() => setOther(row)}>
                {t('merge.go')}
              </Button>
            </li>
          ))}
        </ul>
        {found.isSuccess && rows.length === 0 && <p className="dim">{t('list.nobodyWhat', { q })}</p>}
      </div>
    </Dialog>
  );
}

/** Records that were merged into this one, each with the way out. */
export function Merged({ customer }: { customer: Customer }) {
  const { t } = useTranslation('customers');
  if (customer.merged.length === 0) return null;
  return (
    <ul className="identities">
      {customer.merged.map((other) => (
        <li key={other.id}>
          <span className="grow cut">{t('merge.was', { name: other.name })}</span>
          <Button size="s" onClick={() => void unmerge(customer.id, other.id)}>
            {t('merge.takeOut')}
          </Button>
        </li>
      ))}
    </ul>
  );
}
