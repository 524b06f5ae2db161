import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

/** The rooms whose events carry a customer, as the contract has them. */
const isEvent = /^(customers|cases|promises|moments|voice|practice|forms|procedures|journeys)\.[a-z-]+$/;
const mostDays = 3650;

/** What marks that a customer arrived; words that are no event are told, not dropped. */
export function EventField({ event, onSay }: { event: string | null; onSay: (event: string | null) => void }) {
  const { t } = useTranslation(['drawing', 'trail']);
  const [wrong, setWrong] = useState(false);
  return (
    <TextInput
      label={t('field.reachedOnEvent')}
      list="events"
      maxLength={60}
      defaultValue={event ?? ''}
      error={wrong ? t('trail:noEvent') : undefined}
      onBlur={({ currentTarget: { value } }) => {
        const said = value.trim();
        const known = said === '' || isEvent.test(said);
        setWrong(!known);
        if (known && said !== (event ?? '')) onSay(said === '' ? null : said);
      }}
    />
  );
}

/** A number of days, halves too; what is typed stays as it is typed, so that one can get from 0 to 0.5. */
export function DaysField(props: { label: string; days: number | null; onSay: (days: number | null) => void }) {
  const [text, setText] = useState('');
  return (
    <TextInput
      type="number"
      min={0}
      max={mostDays}
      step="any"
      label={props.label}
      value={daysOf(text) === props.days ? text : String(props.days ?? '')}
      onChange={(event) => {
        setText(event.currentTarget.value);
        props.onSay(daysOf(event.currentTarget.value));
      }}
    />
  );
}

function daysOf(text: string): number | null {
  const days = Number(text);
  return days > 0 ? Math.min(mostDays, days) : null;
}
