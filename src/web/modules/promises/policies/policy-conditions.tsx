import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { caseKinds, priorities } from '../../../../domain/cases/words.ts';
import { useTeams } from '../../../colleagues.ts';
import type { Policy } from '../promises.data.ts';
import { NamedConditions } from './named-conditions.tsx';

type Conditions = Policy['conditions'];
const channels = ['mail', 'portal', 'form', 'chat', 'phone', 'api'] as const;

/** For which cases a policy or a clock is: nothing chosen means all. */
export function PolicyConditions(props: { conditions: Conditions; onChange: (next: Conditions) => void }) {
  const { t } = useTranslation(['settings', 'cases', 'escalations']);
  const { conditions, onChange } = props;
  const teams = useTeams();
  const [tags, setTags] = useState((conditions.tags ?? []).join(', '));
  const choose = <T extends string>(
    key: 'priorities' | 'kinds' | 'channels' | 'teamIds',
    all: readonly T[],
    one: T,
  ) => {
    const now = (conditions[key] ?? []) as readonly string[];
    const next = all.filter((other) => (other === one ? !now.includes(one) : now.includes(other)));
    onChange({ ...conditions, [key]: next });
  };
  const boxes = <T extends string>(
    key: 'priorities' | 'kinds' | 'channels' | 'teamIds',
    all: readonly T[],
    name: (one: T) => string,
  ) => (
    <div className="row wrap">
      {all.map((one) => (
        <Checkbox
          key={one}
          label={name(one)}
          checked={((conditions[key] ?? []) as readonly string[]).includes(one)}
          onChange={() => choose(key, all, one)}
        />
      ))}
    </div>
  );
  return (
    <fieldset style={{ display: 'grid', gap: 8, minWidth: 0 }}>
      <legend className="title">{t('policy.for')}</legend>
      {boxes('priorities', priorities, (one) => t(`cases:priority.${one}`))}
      {boxes('kinds', caseKinds, (one) => t(`cases:kind.${one}`))}
      {boxes('channels', channels, (one) => t(`cases:channel.${one}`))}
      {teams.length > 0 &&
        boxes(
          'teamIds',
          teams.map(({ id }) => id),
          (one) => teams.find(({ id }) => id === one)?.name ?? '',
        )}
      <div className="row wrap">
        <Checkbox
          label={t('escalations:policy.vip')}
          checked={conditions.vip === true}
          onChange={({ currentTarget }) => {
            const { vip: _, ...rest } = conditions;
            onChange(currentTarget.checked ? { ...rest, vip: true } : rest);
          }}
        />
        <label className="row">
          <span className="sm">{t('escalations:policy.valueFrom')}</span>
          <input
            type="number"
            min={0}
            className="choose"
            style={{ width: 110 }}
            value={conditions.valueFrom ?? ''}
            onChange={({ currentTarget: { value } }) => {
              const { valueFrom: _, ...rest } = conditions;
              onChange(value === '' ? rest : { ...rest, valueFrom: Number(value) });
            }}
          />
        </label>
        <label className="row grow" style={{ flexBasis: 240 }}>
          <span className="sm" style={{ whiteSpace: 'nowrap' }}>
            {t('escalations:policy.tags')}
          </span>
          <input
            className="choose grow"
            style={{ minWidth: 0 }}
            value={tags}
            onChange={({ currentTarget: { value } }) => {
              setTags(value);
              const words = value.split(',').flatMap((tag) => tag.trim() || []);
              onChange({ ...conditions, tags: words });
            }}
          />
        </label>
      </div>
      <NamedConditions conditions={conditions} onChange={onChange} />
      <p className="dim xs">{t('policy.forWhy')}</p>
    </fieldset>
  );
}
