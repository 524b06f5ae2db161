import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/customers.ts';
import { call } from '../../api.ts';

export interface ChosenCustomer {
  id: string;
  name: string;
}

/** A customer found by typing; what is typed must be one of those offered, else nobody is meant. */
export function CustomerChoice(props: {
  chosen: ChosenCustomer | undefined;
  onChoose: (customer: ChosenCustomer | undefined) => void;
  required?: boolean;
}) {
  const { t } = useTranslation('listening');
  const { chosen, onChoose } = props;
  const [text, setText] = useState('');
  const list = useId();
  const asked = useDeferredValue(text.trim());
  const found = useQuery({
    queryKey: ['customers', 'choice', asked],
    queryFn: ({ signal }) =>
      call<typeof contract.listCustomers>('GET', '/customers', { query: { limit: 8, q: asked }, signal }),
    enabled: asked.length > 1 && chosen === undefined,
  });
  const offered = found.data?.items ?? [];
  // a name typed to its end before the answer came is meant, too
  const meant = chosen === undefined ? offered.find(({ name }) => name === text.trim()) : undefined;
  useEffect(() => {
    if (meant !== undefined) onChoose({ id: meant.id, name: meant.name });
  }, [meant, onChoose]);
  return (
    <label>
      <span className="sr">{t('observations.who')}</span>
      <input
        className="choose"
        style={{ width: 190 }}
        list={list}
        required={props.required}
        placeholder={t('observations.who')}
        value={chosen?.name ?? text}
        onChange={(event) => {
          const typed = event.currentTarget.value;
          setText(typed);
          const one = offered.find(({ name }) => name === typed);
          onChoose(one === undefined ? undefined : { id: one.id, name: one.name });
        }}
      />
      <datalist id={list}>
        {offered.map(({ id, name }) => (
          <option key={id} value={name}>
            {name}
          </option>
        ))}
      </datalist>
    </label>
  );
}
