import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { listed, operatorsOf, ruleFieldOf, ruleFields, valueless } from '../../../domain/rules/fields.ts';
import type { Condition, Operator } from '../../../domain/rules/words.ts';
import { useColleagues, useTeams } from '../../colleagues.ts';
import { ownCaseFieldsQuery } from '../../own-case-fields.ts';
import { Button } from '../../ui/button.tsx';
import { Choose, Write } from './choose.tsx';
import { choiceWord } from './rule-words.ts';

interface Props {
  condition: Condition;
  /** Whether the rule is asked at a change, which knows what was before. */
  changes: boolean;
  path: string;
  faults: ReadonlyMap<string, string>;
  onChange: (condition: Condition) => void;
  onRemove: () => void;
}

/** One condition as a part of the sentence: field, question, value. */
export function ConditionLine({ condition, changes, path, faults, onChange, onRemove }: Props) {
  const { t } = useTranslation(['rules', 'cases']);
  const own = useQuery(ownCaseFieldsQuery).data ?? [];
  const field = ruleFieldOf(condition.field) ?? ruleFields['priority']!;
  const questions = operatorsOf(field).filter((op) => changes || !op.startsWith('changed'));
  const pickField = (key: string) => {
    const kind = ruleFieldOf(key)!;
    onChange({ field: key, op: operatorsOf(kind)[0]!, ...(kind.kind === 'flag' ? { value: true } : { value: '' }) });
  };
  const pickOp = (op: Operator) =>
    onChange({
      field: condition.field,
      op,
      ...(valueless.has(op) ? {} : { value: fitting(condition.value, listed.has(op)) }),
    });
  return (
    <div className="part">
      <Choose
        label={t('edit.field')}
        value={condition.field}
        onPick={pickField}
        fault={faults.get(`${path}.field`)}
        options={[
          ...Object.keys(ruleFields).map((key): [string, string] => [key, t(`field.${key}`)]),
          ...own.map((one): [string, string] => [`own.${one.key}`, one.name]),
        ]}
      />
      <Choose
        label={t('edit.question')}
        value={condition.op}
        onPick={(op) => pickOp(op as Operator)}
        fault={faults.get(`${path}.op`)}
        options={questions.map((op) => [op, t(`op.${op}`)])}
      />
      {!valueless.has(condition.op) && (
        <Value condition={condition} fault={faults.get(`${path}.value`)} onChange={onChange} />
      )}
      <Button kind="icon" aria-label={t('edit.dropCondition')} onClick={onRemove}>
        <IconX size={15} stroke={1.7} aria-hidden />
      </Button>
    </div>
  );
}

function Value(props: { condition: Condition; fault: string | undefined; onChange: (condition: Condition) => void }) {
  const { t } = useTranslation(['rules', 'cases']);
  const { condition, fault } = props;
  const field = ruleFieldOf(condition.field);
  const people = useColleagues();
  const teams = useTeams();
  const set = (value: Condition['value']) =>
    props.onChange({ ...condition, ...(value === undefined ? {} : { value }) });
  const label = t('edit.value');
  const one = Array.isArray(condition.value) ? (condition.value[0] ?? '') : String(condition.value ?? '');
  if (field?.kind === 'flag')
    return (
      <Choose
        label={label}
        value={String(condition.value)}
        fault={fault}
        onPick={(value) => set(value === 'true')}
        options={[
          ['true', t('yes')],
          ['false', t('no')],
        ]}
      />
    );
  if (field?.kind === 'choice' && listed.has(condition.op)) {
    const chosen = Array.isArray(condition.value) ? condition.value : [];
    return (
      <span className="at">
        <span className="row wrap" role="group" aria-label={label}>
          {field.values?.map((word) => (
            <label key={word} className="tick">
              <input
                type="checkbox"
                checked={chosen.includes(word)}
                onChange={() =>
                  set(chosen.includes(word) ? chosen.filter((other) => other !== word) : [...chosen, word])
                }
              />
              {choiceWord(condition.field, word, (key, values) => t(key, values ?? {}))}
            </label>
          ))}
        </span>
        {fault !== undefined && (
          <span className="fault" role="alert">
            {fault}
          </span>
        )}
      </span>
    );
  }
  if (field?.kind === 'choice' || field?.kind === 'person' || field?.kind === 'team') {
    const options =
      field.kind === 'choice'
        ? (field.values ?? []).map(
            (word) => [word, choiceWord(condition.field, word, (key, values) => t(key, values ?? {}))] as const,
          )
        : (field.kind === 'person' ? people : teams).map((entry) => [entry.id, entry.name] as const);
    return (
      <Choose label={label} value={one} fault={fault} onPick={set} options={[['', t('edit.choose')], ...options]} />
    );
  }
  if (field?.kind === 'number')
    return (
      <Write
        label={label}
        type="number"
        value={one}
        fault={fault}
        onWrite={(text) => set(text === '' ? '' : Number(text))}
      />
    );
  if (listed.has(condition.op)) {
    const text = Array.isArray(condition.value) ? condition.value.join(', ') : one;
    return (
      <Write
        label={label}
        hint={t('edit.commas')}
        value={text}
        fault={fault}
        onWrite={(typed) => set(typed.split(/,\s*/))}
      />
    );
  }
  return <Write label={label} value={one} fault={fault} onWrite={set} />;
}

/** What was typed, in the form that the question takes. */
function fitting(value: Condition['value'], list: boolean): Condition['value'] {
  if (list) return Array.isArray(value) ? value : value === undefined || value === '' ? [] : [String(value)];
  return Array.isArray(value) ? (value[0] ?? '') : (value ?? '');
}
