import { Checkbox, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { isStandard, kindOf, scaleOf } from '../../../domain/voice/questions.ts';
import { Button } from '../../ui/button.tsx';
import type { Question } from './voice.data.ts';

const kinds = ['scale', 'choice', 'multi', 'text', 'yes-no'] as const;

/** One question: its words in the chosen language, its answers, and when it appears. */
export function QuestionEdit(props: {
  question: Question;
  place: number;
  language: string;
  /** The questions before it, which it may hang on. */
  before: readonly Question[];
  last: boolean;
  only: boolean;
  onChange: (next: Partial<Question>) => void;
  onMove: (by: number) => void;
  onDrop: () => void;
}) {
  const { t } = useTranslation('surveys');
  const { question, place, language } = props;
  const own = !isStandard(question.key);
  const kind = kindOf(question);
  const name = own
    ? question.texts[language]?.trim() || question.texts['en']?.trim() || t('editor.own')
    : t(`listening:question.${question.key}`);
  const { from, to } = scaleOf(question);
  return (
    <li className="question-edit">
      <TextInput
        label={`${place + 1}. ${own ? t('editor.own') : name}`}
        placeholder={own ? t('editor.words') : t('listening:survey.standard')}
        maxLength={300}
        value={question.texts[language] ?? ''}
        onChange={(event) => props.onChange({ texts: { ...question.texts, [language]: event.currentTarget.value } })}
      />
      <span className="row" style={{ alignSelf: 'end', gap: 2 }}>
        <Button
          kind="icon"
          aria-label={t('listening:survey.up', { name })}
          disabled={place === 0}
          onClick={() => props.onMove(-1)}
        >
          <IconArrowUp size={16} stroke={1.7} aria-hidden />
        </Button>
        <Button
          kind="icon"
          aria-label={t('listening:survey.down', { name })}
          disabled={props.last}
          onClick={() => props.onMove(1)}
        >
          <IconArrowDown size={16} stroke={1.7} aria-hidden />
        </Button>
        <Button kind="icon" aria-label={t('editor.drop', { name })} disabled={props.only} onClick={props.onDrop}>
          <IconX size={16} stroke={1.7} aria-hidden />
        </Button>
      </span>
      <div className="question-more">
        {own && (
          <label className="sm">
            <span className="dim">{t('editor.answer')}</span>{' '}
            <select
              className="choose"
              value={kind}
              onChange={(event) => {
                const next = kinds.find((each) => each === event.currentTarget.value) ?? 'text';
                props.onChange({
                  kind: next,
                  ...(next === 'choice' || next === 'multi' ? { choices: question.choices ?? twoChoices } : {}),
                });
              }}
            >
              {kinds.map((each) => (
                <option key={each} value={each}>
                  {t(`editor.kinds.${each}`)}
                </option>
              ))}
            </select>
          </label>
        )}
        {own && kind === 'scale' && (
          <label className="sm">
            <span className="dim">{t('editor.scale')}</span>{' '}
            <select
              className="choose"
              value={`${from}-${to}`}
              onChange={(event) => {
                const [low = 1, high = 5] = event.currentTarget.value.split('-').map(Number);
                props.onChange({ from: low, to: high });
              }}
            >
              {['1-3', '1-5', '1-7', '1-10', '0-10'].map((each) => (
                <option key={each} value={each}>
                  {each.replace('-', '–')}
                </option>
              ))}
            </select>
          </label>
        )}
        <Checkbox
          label={t('listening:survey.optional')}
          checked={question.optional}
          onChange={(event) => props.onChange({ optional: event.currentTarget.checked })}
        />
      </div>
      {kind === 'scale' && question.key !== 'rating' && <Ends {...props} />}
      {own && (kind === 'choice' || kind === 'multi') && <Choices {...props} />}
      {props.before.length > 0 && <Condition {...props} />}
    </li>
  );
}

/** What the two ends of a scale mean, in the chosen language; standard scales have words of their own. */
function Ends({ question, language, onChange }: Parameters<typeof QuestionEdit>[0]) {
  const { t } = useTranslation('surveys');
  const { from, to } = scaleOf(question);
  return (
    <div className="question-more sm">
      {(
        [
          ['low', from],
          ['high', to],
        ] as const
      ).map(([end, step]) => (
        <label key={end}>
          <span className="dim">{t('editor.means', { step })}</span>{' '}
          <input
            className="line"
            maxLength={300}
            value={question[end]?.[language] ?? ''}
            onChange={(event) => onChange({ [end]: { ...question[end], [language]: event.currentTarget.value } })}
          />
        </label>
      ))}
    </div>
  );
}

const twoChoices = [
  { key: 'a', texts: {} },
  { key: 'b', texts: {} },
];

function Choices({ question, language, onChange }: Parameters<typeof QuestionEdit>[0]) {
  const { t } = useTranslation('surveys');
  const choices = question.choices ?? [];
  return (
    <ul className="question-choices">
      {choices.map((choice, place) => (
        <li key={choice.key} className="row">
          <input
            className="line grow"
            aria-label={t('editor.choice', { place: place + 1 })}
            maxLength={300}
            value={choice.texts[language] ?? ''}
            onChange={(event) => {
              const words = event.currentTarget.value;
              onChange({
                choices: choices.map((each) =>
                  each.key === choice.key ? { ...each, texts: { ...each.texts, [language]: words } } : each,
                ),
              });
            }}
          />
          <Button
            kind="icon"
            aria-label={t('editor.dropChoice', { place: place + 1 })}
            disabled={choices.length <= 2}
            onClick={() => onChange({ choices: choices.filter((each) => each.key !== choice.key) })}
          >
            <IconX size={16} stroke={1.7} aria-hidden />
          </Button>
        </li>
      ))}
      <li>
        <Button
          size="s"
          disabled={choices.length >= 20}
          onClick={() => onChange({ choices: [...choices, { key: freshKey('c', choices), texts: {} }] })}
        >
          {t('editor.addChoice')}
        </Button>
      </li>
    </ul>
  );
}

function Condition({ question, language, before, onChange }: Parameters<typeof QuestionEdit>[0]) {
  const { t } = useTranslation('surveys');
  const when = question.showWhen;
  const on = before.find(({ key }) => key === when?.question);
  const nameOf = (each: Question) =>
    isStandard(each.key)
      ? t(`listening:question.${each.key}`)
      : each.texts[language]?.trim() || each.texts['en']?.trim() || t('editor.own');
  const clauses = on === undefined ? [] : clausesOf(on, language, t('editor.yes'), t('editor.no'));
  const chosen =
    clauses.find(({ clause }) => JSON.stringify(clause) === JSON.stringify(bare(when)))?.value ?? clauses[0]?.value;
  return (
    <div className="question-more sm">
      <label>
        <span className="dim">{t('editor.appears')}</span>{' '}
        <select
          className="choose"
          value={when?.question ?? ''}
          onChange={(event) => {
            const next = before.find(({ key }) => key === event.currentTarget.value);
            const [first] = next === undefined ? [] : clausesOf(next, language, '', '');
            onChange({
              showWhen: next === undefined || first === undefined ? undefined : { question: next.key, ...first.clause },
            });
          }}
        >
          <option value="">{t('editor.always')}</option>
          {before
            .filter((each) => kindOf(each) !== 'text')
            .map((each) => (
              <option key={each.key} value={each.key}>
                {t('editor.after', { name: nameOf(each) })}
              </option>
            ))}
        </select>
      </label>
      {when !== undefined && (
        <select
          className="choose"
          aria-label={t('editor.is')}
          value={chosen}
          onChange={(event) => {
            const next = clauses.find(({ value }) => value === event.currentTarget.value);
            if (next !== undefined) onChange({ showWhen: { question: when.question, ...next.clause } });
          }}
        >
          {clauses.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}

type Clause = Omit<NonNullable<Question['showWhen']>, 'question'>;

/** What an earlier answer can be asked to be: at most, at least, yes, no, or one of the choices. */
function clausesOf(
  on: Question,
  language: string,
  yes: string,
  no: string,
): { value: string; label: string; clause: Clause }[] {
  const kind = kindOf(on);
  if (kind === 'yes-no')
    return [
      { value: 'no', label: no, clause: { is: ['no'] } },
      { value: 'yes', label: yes, clause: { is: ['yes'] } },
    ];
  if (kind !== 'scale')
    return (on.choices ?? []).map(({ key, texts }) => ({
      value: key,
      label: texts[language]?.trim() || texts['en']?.trim() || key,
      clause: { is: [key] },
    }));
  const { from, to } = scaleOf(on);
  const steps = Array.from({ length: to - from }, (_, step) => from + step);
  return [
    ...steps.map((atMost) => ({ value: `<${atMost}`, label: `≤ ${atMost}`, clause: { atMost } })),
    ...steps.map((step) => ({ value: `>${step + 1}`, label: `≥ ${step + 1}`, clause: { atLeast: step + 1 } })),
  ];
}

function bare(when: Question['showWhen']): Clause {
  if (when === undefined) return {};
  const { question: _, ...rest } = when;
  return rest;
}

/** A key that none of these has yet. */
export function freshKey(start: string, taken: readonly { key: string }[]): string {
  for (let n = taken.length + 1; ; n++) if (!taken.some(({ key }) => key === `${start}${n}`)) return `${start}${n}`;
}
