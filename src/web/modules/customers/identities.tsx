import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/customers.ts';
import { call } from '../../api.ts';
import { queryClient } from '../../query-client.ts';
import { ask } from '../../questions.ts';
import { useSession } from '../../session.ts';
import { notifyProblem } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { BlockedMark } from './blocked-mark.tsx';
import { showCustomer, customerQuery, type Customer } from './customers.data.ts';

/** The addresses and numbers by which we recognise a customer. One that bounced waits until somebody has checked it. */
export function Identities({ customer }: { customer: Customer }) {
  const { t } = useTranslation(['customers', 'records']);
  const { may } = useSession();
  const [problem, setProblem] = useState(false);
  const write = may('customers.write');
  const run = async (deed: () => Promise<unknown>) => {
    try {
      await deed();
    } catch (refusal) {
      setProblem(true);
      notifyProblem(refusal);
    }
  };
  const remove = async (identity: contract.Identity) => {
    const text = t('identity.removeWhy', { value: identity.value });
    if ((await ask({ title: t('identity.removeTitle'), text, yes: t('identity.remove') })) === undefined) return;
    const params = { id: customer.id, identityId: identity.id };
    await call<typeof contract.removeIdentity>('DELETE', '/customers/:id/identities/:identityId', { params });
    await queryClient.invalidateQueries({ queryKey: customerQuery(customer.id).queryKey });
  };
  const trust = async (identity: contract.Identity) =>
    showCustomer(
      await call<typeof contract.trustIdentity>('POST', '/customers/:id/identities/:identityId/trust', {
        params: { id: customer.id, identityId: identity.id },
      }),
    );
  const add = async (value: string) =>
    showCustomer(
      await call<typeof contract.addIdentity>('POST', '/customers/:id/identities', {
        params: { id: customer.id },
        body: { kind: value.includes('@') ? 'email' : 'phone', value },
      }),
    );
  return (
    <>
      <ul className="identities">
        {customer.identities.map((identity) => (
          <li key={identity.id}>
            <span className="dim xs">
              {t(`identity.${identity.kind}`, {
                defaultValue: t(`records:identity.${identity.kind}`, { defaultValue: identity.kind }),
              })}
            </span>
            <span className="grow cut">{identity.value}</span>
            {identity.bouncedAt !== null && (
              <>
                <span className="xs strong">{t('identity.bounced')}</span>
                {write && (
                  <Button size="s" onClick={() => void run(() => trust(identity))}>
                    {t('identity.trust')}
                  </Button>
                )}
              </>
            )}
            {identity.kind === 'email' && <BlockedMark customerId={customer.id} address={identity.value} />}
            {write && (
              <Button
                kind="icon"
                size="s"
                aria-label={t('identity.removeOne', { value: identity.value })}
                onClick={() => void run(() => remove(identity))}
              >
                <IconX size={14} stroke={1.7} aria-hidden />
              </Button>
            )}
          </li>
        ))}
      </ul>
      {write && (
        <form
          key={customer.identities.length + (problem ? 0.5 : 0)}
          className="row"
          onSubmit={(event) => {
            event.preventDefault();
            setProblem(false);
            const value = String(new FormData(event.currentTarget).get('value')).trim();
            if (value !== '') void run(() => add(value));
          }}
        >
          <input className="choose" name="value" aria-label={t('identity.new')} placeholder={t('identity.new')} />
          <Button size="s" type="submit">
            {t('identity.add')}
          </Button>
        </form>
      )}
    </>
  );
}
