import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/cases.ts';
import type * as customers from '../../../contract/customers.ts';
import { caseChannels, caseKinds, priorities } from '../../../domain/cases/words.ts';
import { call } from '../../api.ts';
import { useTeams } from '../../colleagues.ts';
import { notify } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useFields } from '../../ui/fields.ts';
import { TextAreaField, TextField } from '../../ui/text-fields.tsx';
import { refreshCases, showCase } from './cases.data.ts';
import { feelings } from './thread/feeling.tsx';

/** A call noted in ten seconds: who, what it is about, in whose words; the rest can stay as it is. */
export function NewCase({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('cases');
  const navigate = useNavigate();
  const teams = useTeams();
  const [customer, setCustomer] = useState<{ id: string; name: string }>();
  const form = useFields(
    {
      name: '',
      email: '',
      subject: '',
      text: '',
      kind: 'question',
      priority: 'normal',
      channel: 'phone',
      teamId: '',
      emotion: '',
    },
    async (values) => {
      const made = await call<typeof contract.openCase>('POST', '/cases', {
        body: {
          ...(customer === undefined
            ? { customer: { name: values.name.trim(), ...contactOf(values.email) } }
            : { customerId: customer.id }),
          subject: values.subject.trim(),
          text: values.text,
          kind: caseKinds.find((one) => one === values.kind),
          priority: priorities.find((one) => one === values.priority),
          channel: caseChannels.find((one) => one === values.channel),
          ...(values.teamId === '' ? {} : { teamId: values.teamId }),
          ...(values.emotion === '' ? {} : { emotion: values.emotion }),
        },
      });
      showCase(made);
      void refreshCases();
      notify(t('new.done', { number: made.number }));
      onClose();
      await navigate({ to: '/inbox/{-$number}', params: { number: String(made.number) }, search: {} as never });
    },
  );
  const { values, bind, set } = form;
  return (
    <Dialog opened onClose={onClose} title={t('new.title')} width={560}>
      <form className="stack" onSubmit={form.submit}>
        <div className="two">
          <TextField
            data-autofocus
            required
            autoComplete="off"
            bound={bind('name')}
            label={t('new.who')}
            onInput={() => setCustomer(undefined)}
          />
          {customer === undefined ? (
            <TextField bound={bind('email')} label={t('new.contact')} autoComplete="off" />
          ) : (
            <p className="known">{t('new.known')}</p>
          )}
        </div>
        {customer === undefined && (
          <Known
            typed={values.name}
            onPick={(row) => {
              setCustomer({ id: row.id, name: row.name });
              set('name', row.name);
            }}
          />
        )}
        <TextField required bound={bind('subject')} label={t('new.subject')} maxLength={300} />
        <TextAreaField
          required
          minRows={3}
          maxRows={10}
          bound={bind('text')}
          label={t('new.words')}
          className="voiced"
        />
        <div className="three">
          <Choice name={t('filter.channel')} bound={bind('channel')}>
            {caseChannels.map((one) => [one, t(`channel.${one}`)])}
          </Choice>
          <Choice name={t('filter.kind')} bound={bind('kind')}>
            {caseKinds.map((one) => [one, t(`kind.${one}`)])}
          </Choice>
          <Choice name={t('filter.priority')} bound={bind('priority')}>
            {priorities.map((one) => [one, t(`priority.${one}`)])}
          </Choice>
          <Choice name={t('team.label')} bound={bind('teamId')}>
            {[['', t('team.none')], ...teams.map((team): [string, string] => [team.id, team.name])]}
          </Choice>
          <Choice name={t('feeling.label')} bound={bind('emotion')}>
            {[['', t('feeling.none')], ...feelings.map((one): [string, string] => [one, t(`web:emotions.${one}`)])]}
          </Choice>
        </div>
        {form.problem !== undefined && <ErrorNotice problem={form.problem} />}
        <div className="row end">
          <Button onClick={onClose}>{t('web:leaveIt')}</Button>
          <Button kind="go" type="submit" busy={form.busy}>
            {t('new.go')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Customers of that name or address, to press instead of making a second record. */
function Known({ typed, onPick }: { typed: string; onPick: (row: customers.CustomerRow) => void }) {
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
          <button type="button" className="plainly" onClick={() => onPick(row)}>
            <b>{row.name}</b> <span className="dim">{row.email ?? row.organisation?.name}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function Choice(props: {
  name: string;
  bound: { value: string; name: string; onChange: (event: React.ChangeEvent<HTMLSelectElement>) => void };
  children: readonly (readonly string[])[];
}) {
  const { name, value, onChange } = props.bound;
  return (
    <label>
      <span className="label">{props.name}</span>
      <select className="choose" name={name} value={value} onChange={onChange}>
        {props.children.map(([one, words]) => (
          <option key={one} value={one}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}

/** One field for both: what has an at sign is an address, anything else a number. */
function contactOf(typed: string): { email?: string; phone?: string } {
  const contact = typed.trim();
  if (contact === '') return {};
  return contact.includes('@') ? { email: contact } : { phone: contact };
}
