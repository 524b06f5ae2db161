import { Checkbox } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { triggerNames } from '../../../domain/promises/escalation.ts';
import { Button } from '../../ui/button.tsx';
import type { Trigger } from './escalations.data.ts';

const usual: Partial<Record<Trigger['on'], Omit<Trigger, 'on'>>> = {
  'clock-used': { n: 75 },
  'before-due': { n: 60 },
  'after-due': { n: 60 },
  'repeated-contact': { n: 3 },
  repeats: { n: 3, days: 30 },
  value: { vip: true },
  words: { words: [] },
};

/** One reason to start, with the number or words it needs. */
export function TriggerLine(props: { trigger: Trigger; onChange: (trigger: Trigger | undefined) => void }) {
  const { t } = useTranslation('escalations');
  const { trigger, onChange } = props;
  const [typed, setTyped] = useState((trigger.words ?? []).join(', '));
  const number = (key: 'n' | 'days', label: string, needed = true) => (
    <input
      type="number"
      className="small-input"
      min={key === 'days' ? 1 : 0}
      required={needed}
      aria-label={label}
      placeholder={label}
      value={trigger[key] ?? ''}
      onChange={({ currentTarget: { value } }) => {
        const { [key]: _, ...rest } = trigger;
        onChange(value === '' ? rest : { ...rest, [key]: Number(value) });
      }}
    />
  );
  return (
    <div className="escalation-line">
      {trigger.on !== 'value' && usual[trigger.on]?.n !== undefined && number('n', t('settings.number'))}
      <select
        className="choose"
        aria-label={t('settings.triggers')}
        value={trigger.on}
        onChange={({ currentTarget }) => {
          const on = currentTarget.value as Trigger['on'];
          setTyped('');
          onChange({ on, ...usual[on] });
        }}
      >
        {triggerNames.map((name) => (
          <option key={name} value={name}>
            {t(`trigger.${name}`)}
          </option>
        ))}
      </select>
      {trigger.on === 'value' && (
        <>
          <Checkbox
            label={t('settings.vip')}
            checked={trigger.vip === true}
            onChange={({ currentTarget }) => onChange({ ...trigger, vip: currentTarget.checked })}
          />
          {number('n', t('settings.number'), trigger.vip !== true)}
        </>
      )}
      {trigger.on === 'repeats' && number('days', t('settings.days'))}
      {trigger.on === 'words' && (
        <input
          className="small-input words"
          aria-label={t('settings.wordsLabel')}
          placeholder={t('settings.wordsLabel')}
          required
          value={typed}
          onChange={({ currentTarget: { value } }) => {
            setTyped(value);
            const words = value.split(',').flatMap((word) => (word.trim().length < 2 ? [] : [word.trim()]));
            onChange({ ...trigger, words });
          }}
        />
      )}
      <Button
        kind="icon"
        aria-label={t('settings.removeOne', { name: t(`trigger.${trigger.on}`) })}
        onClick={() => onChange(undefined)}
      >
        <IconX size={15} stroke={1.7} aria-hidden />
      </Button>
    </div>
  );
}
