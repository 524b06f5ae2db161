import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../session.ts';
import { Chip } from '../../ui/chip.tsx';
import { Initials } from '../../ui/initials.tsx';
import { useCandidateWords } from './wins/candidate-words.ts';
import { candidatesQuery, customersNamed } from './wins/wins.data.ts';

interface Chosen {
  id: string;
  name: string;
  caseId?: string | null;
}

/** Picks a customer: those whom one has won or could win come first; with the right to it, anybody by name. */
export function CustomerPicker(props: { chosen: Chosen | undefined; onChoose: (customer: Chosen) => void }) {
  const { t } = useTranslation('today');
  const { may } = useSession();
  const [typed, setTyped] = useState('');
  const [asked] = useDebouncedValue(typed.trim(), 150);
  const name = useId();
  const why = useCandidateWords();
  const candidates = useQuery(candidatesQuery).data ?? [];
  const named = useQuery(customersNamed(may('customers.read') ? asked : '')).data;
  const searching = asked.length >= 2;
  const rows: { customer: Chosen; hint: string; evidenced: boolean }[] = searching
    ? (named ?? []).map((one) => ({ customer: one, hint: one.organisation?.name ?? '', evidenced: false }))
    : candidates.slice(0, 8).map((one) => ({
        customer: { ...one.customer, caseId: one.caseId },
        hint: why(one),
        evidenced: one.evidenced,
      }));
  const { chosen } = props;
  const shown =
    chosen !== undefined && !rows.some((row) => row.customer.id === chosen.id)
      ? [{ customer: chosen, hint: '', evidenced: false }, ...rows]
      : rows;
  return (
    <fieldset className="picker">
      <legend>{t('claim.whom')}</legend>
      {may('customers.read') && (
        <input
          className="line"
          data-autofocus
          aria-label={t('claim.find')}
          placeholder={t('claim.find')}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      )}
      <div className="choices">
        {shown.map(({ customer, hint, evidenced }) => (
          <label key={customer.id + (customer.caseId ?? '')} className="choice">
            <input
              type="radio"
              name={name}
              checked={chosen?.id === customer.id && chosen.caseId === customer.caseId}
              onChange={() => props.onChoose(customer)}
            />
            <Initials name={customer.name} of="customer" />
            <span className="cut">{customer.name}</span>
            <span className="label cut grow" style={{ maxWidth: 'none' }}>
              {hint}
            </span>
            {evidenced && <Chip kind="won">{t('claim.evidence')}</Chip>}
          </label>
        ))}
        {shown.length === 0 && <p className="dim sm">{t(searching ? 'claim.nobody' : 'claim.type')}</p>}
      </div>
    </fieldset>
  );
}
