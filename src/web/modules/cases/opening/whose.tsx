import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type * as customers from '../../../../contract/customers.ts';
import { call } from '../../../api.ts';
import type { Bound } from '../../../ui/fields.ts';
import { TextField } from '../../../ui/text-fields.tsx';

export type Known = { readonly id: string; readonly name: string } | null;

/** Whose case it is: a customer who is offered while one types, or a new one by name and address. */
export function Whose(props: { name: Bound; email: Bound; customer: Known; onCustomer: (customer: Known) => void }) {
  const { t } = useTranslation('cases');
  const { customer, onCustomer } = props;
  return (
    <>
      <div className="two">
        <TextField
          data-autofocus
          required
          autoComplete="off"
          bound={props.name}
          label={t('new.who')}
          maxLength={300}
          onInput={() => onCustomer(null)}
        />
        {customer === null ? (
          <TextField bound={props.email} label={t('new.contact')} autoComplete="off" maxLength={320} />
        ) : (
          <p className="known">{t('new.known')}</p>
        )}
      </div>
      {customer === null && <Offered typed={props.name.value} onPick={onCustomer} />}
    </>
  );
}

/** Customers of that name or address, to press instead of making a second record. */
function Offered({ typed, onPick }: { typed: string; onPick: (customer: Known) => void }) {
  const { t } = useTranslation('cases');
  const q = typed.trim();
  const found = useQuery({
    queryKey: ['customers', 'known', q],
    queryFn: ({ signal }) =>
      call<typeof customers.listCustomers>('GET', '/customers', { query: { q, limit: 5 }, signal }),
    enabled: q.length > 1,
  });
  const rows = found.data?.items ?? [];
  if (rows.length === 0) return null;
  return (
    <ul className="known-list" aria-label={t('new.knownList')}>
      {rows.map((row) => (
        <li key={row.id}>
          <button type="button" className="plainly" onClick={() => onPick({ id: row.id, name: row.name })}>
            <b>{row.name}</b> <span className="dim">{row.email ?? row.organisation?.name}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Who it is, as the server wants to hear it. One field for both: what has an at sign is an address, anything else a number. */
export function whoseOf(words: { customer: Known; name: string; email: string }) {
  if (words.customer !== null) return { customerId: words.customer.id };
  const contact = words.email.trim();
  const reach = contact === '' ? {} : contact.includes('@') ? { email: contact } : { phone: contact };
  return { customer: { name: words.name.trim(), ...reach } };
}
