import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as privacy from '../../../contract/privacy.ts';
import { call } from '../../api.ts';
import { queryClient } from '../../query-client.ts';
import { useSession } from '../../session.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useFields } from '../../ui/fields.ts';
import { FormEnd } from '../../ui/form-end.tsx';
import { TextField } from '../../ui/text-fields.tsx';
import type { Customer } from './customers.data.ts';
import { LegalHold } from './legal-hold.tsx';

/** Hands out everything about a person, or erases him; both for admins. */
export function PersonEnd({ customer }: { customer: Customer }) {
  const { t } = useTranslation('records');
  const { may } = useSession();
  const [open, setOpen] = useState(false);
  if (!may('data.export') && !may('settings.manage')) return null;
  return (
    <section aria-label={t('end.title')}>
      <h2>{t('end.title')}</h2>
      {customer.legalHold !== null && <p className="xs strong">{t('end.held', { because: customer.legalHold })}</p>}
      <div className="row wrap">
        {may('data.export') && (
          <a className="btn s" href={`/api/v1/customers/${customer.id}/export`} download>
            {t('end.export')}
          </a>
        )}
        {may('settings.manage') && <LegalHold customer={customer} />}
        {may('settings.manage') && customer.legalHold === null && (
          <Button size="s" onClick={() => setOpen(true)}>
            {t('end.erase')}
          </Button>
        )}
      </div>
      {open && <EraseDialog customer={customer} onClose={() => setOpen(false)} />}
    </section>
  );
}

function EraseDialog({ customer, onClose }: { customer: Customer; onClose: () => void }) {
  const { t } = useTranslation('records');
  const [id, setId] = useState<string>();
  const form = useFields({ name: '' }, async (values) => {
    const asked = await call<typeof privacy.erasePerson>('POST', '/customers/:id/erasure', {
      params: { id: customer.id },
      body: { because: 'asked', name: values.name },
    });
    setId(asked.id);
  });
  return (
    <Dialog opened onClose={onClose} title={t('end.eraseTitle', { name: customer.name })}>
      {id === undefined ? (
        <form className="stack" onSubmit={form.submit}>
          <p className="mid">{t('end.eraseWhy')}</p>
          <TextField
            data-autofocus
            required
            label={t('end.typeName', { name: customer.name })}
            bound={form.bind('name')}
          />
          <FormEnd form={form} go={t('end.eraseGo')} onLeave={onClose} />
        </form>
      ) : (
        <Certificate id={id} onClose={onClose} />
      )}
    </Dialog>
  );
}

/** How far an erasure is, and what it took when it is done. */
function Certificate({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation('records');
  const found = useQuery({
    queryKey: ['erasures', id],
    queryFn: ({ signal }) => call<typeof privacy.readErasure>('GET', '/erasures/:id', { params: { id }, signal }),
    refetchInterval: (query) => (query.state.data?.state === 'done' ? false : 700),
  });
  const erasure = found.data;
  if (erasure === undefined) return null;
  if (erasure.state !== 'done')
    return (
      <div className="stack" aria-live="polite">
        <progress max={Math.max(1, erasure.steps)} value={erasure.stepsDone} aria-label={t('end.going')} />
        <p className="mid">
          {erasure.error ?? t('end.step', { step: erasure.step ?? '…', done: erasure.stepsDone, of: erasure.steps })}
        </p>
      </div>
    );
  return (
    <div className="stack">
      <p>{t('end.done')}</p>
      <dl className="own-values">
        {Object.entries(erasure.counts).map(([table, count]) => (
          <div key={table}>
            <dt>{table.replaceAll('_', ' ')}</dt>
            <dd>{count}</dd>
          </div>
        ))}
      </dl>
      <div className="row end">
        <Button
          kind="go"
          onClick={() => {
            onClose();
            void queryClient.invalidateQueries({ queryKey: ['customers'] });
          }}
        >
          {t('web:close')}
        </Button>
      </div>
    </div>
  );
}
