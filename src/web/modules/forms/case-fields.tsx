import './forms.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as cases from '../../../contract/cases.ts';
import type * as contract from '../../../contract/fields.ts';
import { FormEnd } from '../../ui/form-end.tsx';
import { askedFields, heldAt } from '../../../domain/fields/asking.ts';
import { call } from '../../api.ts';
import { ownCaseFieldsQuery } from '../../own-case-fields.ts';
import { queryClient } from '../../query-client.ts';
import { useSession } from '../../session.ts';
import { notifyProblem, notifyUndo } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { OwnFieldInput } from '../../ui/own-field.tsx';

type Values = Record<string, unknown>;
type Case = Pick<cases.Case, 'id' | 'kind' | 'fields' | 'state'>;

/**
 * What is asked of a case of this kind: known answers, what is still missing before it can be closed, and a way to fill it in.
 * Stands nowhere while no field is asked. What was noted under another kind stays readable.
 */
export default function CaseFields({ found }: { found: Case }) {
  const { t } = useTranslation('forms');
  const { may } = useSession();
  const [open, setOpen] = useState(false);
  const fields = useQuery(ownCaseFieldsQuery).data ?? [];
  const asked = heldAt(askedFields(fields, found.kind, found.fields), 'closing');
  const shown = [
    ...asked,
    ...fields.filter((one) => found.fields[one.key] !== undefined && !asked.some((it) => it.key === one.key)),
  ];
  if (shown.length === 0) return null;
  const missing = asked.filter((one) => one.required && found.fields[one.key] === undefined);
  return (
    <section className="sec case-fields" aria-labelledby="case-fields">
      <header>
        <h3 id="case-fields">{t('fields.title')}</h3>
        {may('cases.write') && (
          <Button size="s" kind="quiet" onClick={() => setOpen(true)}>
            {t('fields.change')}
          </Button>
        )}
      </header>
      <dl className="own-values">
        {shown.map((field) => {
          const value = found.fields[field.key];
          return (
            <div key={field.key}>
              <dt>{field.name}</dt>
              <dd className={value === undefined ? 'dim' : ''}>
                {value !== undefined ? (
                  words(value, t)
                ) : missing.includes(field) ? (
                  <b className="strong">{t('fields.needed')}</b>
                ) : (
                  t('fields.empty')
                )}
              </dd>
            </div>
          );
        })}
      </dl>
      {open && <FieldsDialog found={found} fields={fields} onClose={() => setOpen(false)} />}
    </section>
  );
}

function FieldsDialog({ found, fields, onClose }: { found: Case; fields: contract.Field[]; onClose: () => void }) {
  const { t } = useTranslation('forms');
  const [values, setValues] = useState<Values>(found.fields);
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const read = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== ''));
  const asked = heldAt(askedFields(fields, found.kind, read as Case['fields']), 'opening');
  const save = async (event: React.FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(undefined);
    // what is no longer asked keeps its value; only what was changed here is sent
    const given = Object.fromEntries(
      asked
        .filter((one) => JSON.stringify(values[one.key]) !== JSON.stringify(found.fields[one.key]))
        .map((one) => [one.key, values[one.key] ?? null]),
    );
    try {
      if (Object.keys(given).length > 0) {
        const back = Object.fromEntries(Object.keys(given).map((key) => [key, found.fields[key] ?? null]));
        await keep(found.id, given);
        notifyUndo(t('fields.saved'), () => void keep(found.id, back).catch(notifyProblem));
      }
      onClose();
    } catch (caught) {
      setProblem(caught);
      setBusy(false);
    }
  };
  return (
    <Dialog opened onClose={onClose} title={t('fields.title')}>
      <form className="stack" onSubmit={(event) => void save(event)}>
        {asked.map((field) => (
          <OwnFieldInput
            key={field.key}
            field={field}
            value={values[field.key]}
            onChange={(value) => setValues((before) => ({ ...before, [field.key]: value }))}
          />
        ))}
        <FormEnd form={{ busy, problem }} go={t('fields.save')} onLeave={onClose} />
      </form>
    </Dialog>
  );
}

async function keep(id: string, fields: Values): Promise<void> {
  await call<typeof cases.changeCase>('PATCH', '/cases/:id', { params: { id }, body: { fields } });
  void queryClient.invalidateQueries({ queryKey: ['cases'] });
}

function words(value: NonNullable<Case['fields'][string]>, t: (key: string) => string): React.ReactNode {
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
  if (Array.isArray(value)) return value.join(', ');
  if (typeof value === 'string' && /^https?:\/\//.test(value))
    return (
      <a href={value} target="_blank" rel="noreferrer noopener">
        {value}
      </a>
    );
  return String(value);
}
