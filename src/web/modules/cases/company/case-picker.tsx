import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../../contract/search.ts';
import { call } from '../../../api.ts';

/** Another case, chosen by its number or by words of it. */
export function CasePicker(props: {
  not: number;
  chosen: { number: number; subject: string } | undefined;
  onChoose: (one: { number: number; subject: string } | undefined) => void;
}) {
  const { t } = useTranslation('company');
  const [typed, setTyped] = useState('');
  const asked = useDeferredValue(typed.trim());
  const found = useQuery({
    queryKey: ['cases', 'pick', asked],
    queryFn: ({ signal }) =>
      call<typeof contract.search>('GET', '/search', { query: { q: asked.replace(/^#/, ''), limit: 12 }, signal }),
    enabled: asked.length > 0,
  });
  const options = new Map<number, string>();
  const { jump, items } = found.data ?? { jump: null, items: [] };
  if (jump !== null) options.set(jump.number, jump.subject);
  for (const one of items)
    if (one.caseNumber !== null && (one.kind === 'case' || one.kind === 'message') && !options.has(one.caseNumber))
      options.set(one.caseNumber, one.title);
  options.delete(props.not);
  if (props.chosen !== undefined)
    return (
      <p className="row">
        <b className="grow cut">
          #{props.chosen.number} {props.chosen.subject}
        </b>
        <button type="button" className="plainly" onClick={() => props.onChoose(undefined)}>
          {t('pick.other')}
        </button>
      </p>
    );
  return (
    <div className="stack">
      <label className="stack" style={{ gap: 4 }}>
        <span className="label">{t('pick.label')}</span>
        <input
          className="choose"
          data-autofocus
          value={typed}
          placeholder={t('pick.hint')}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => {
            const first = [...options][0];
            if (event.key !== 'Enter' || first === undefined) return;
            event.preventDefault();
            props.onChoose({ number: first[0], subject: first[1] });
          }}
        />
      </label>
      <ul className="case-picks" aria-label={t('pick.found')}>
        {[...options].slice(0, 8).map(([number, subject]) => (
          <li key={number}>
            <button type="button" className="plainly cut" onClick={() => props.onChoose({ number, subject })}>
              #{number} {subject}
            </button>
          </li>
        ))}
      </ul>
      {asked !== '' && found.isSuccess && options.size === 0 && <p className="dim xs">{t('pick.none')}</p>}
    </div>
  );
}
