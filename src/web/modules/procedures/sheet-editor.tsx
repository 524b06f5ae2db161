import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/options.ts';
import { problemsOfSheet } from '../../../domain/procedures/option-sheets.ts';
import { call } from '../../api.ts';
import { notify } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/choices.tsx';
import { NumberBox, WordBox } from './boxes.tsx';
import { deed, type Sheet, type SheetContent } from './procedures.data.ts';

type Option = SheetContent['options'][number];

/** An option sheet as it is written: options with what differs, rows of one's own, a recommendation with its reason; then sent. */
export function SheetEditor({ sheet, onDone }: { sheet: Sheet; onDone: () => void }) {
  const { t } = useTranslation('procedures');
  const [content, setContent] = useState(sheet.content);
  const [text, setText] = useState('');
  const [days, setDays] = useState<number | null>(14);
  const set = (change: Partial<SheetContent>) => setContent((before) => ({ ...before, ...change }));
  const setOption = (key: string, change: Partial<Option>) =>
    set({ options: content.options.map((one) => (one.key === key ? { ...one, ...change } : one)) });
  const problems = problemsOfSheet(content);
  const params = { id: sheet.id };
  const written = useRef({ now: content, kept: content });
  useEffect(() => {
    written.current.now = content;
  }, [content]);
  const keep = async () => {
    const kept = await deed('options', () =>
      call<typeof contract.changeOptionSheet>('PATCH', '/option-sheets/:id', { params, body: { content } }),
    );
    if (kept) written.current.kept = content;
    return kept;
  };
  const { id } = sheet;
  // closed without a word, what was written stays as a draft
  useEffect(() => {
    const place = written.current;
    return () => {
      if (place.now === place.kept) return;
      void deed('options', () =>
        call<typeof contract.changeOptionSheet>('PATCH', '/option-sheets/:id', {
          params: { id },
          body: { content: place.now },
        }),
      );
    };
  }, [id]);
  const send = async () => {
    if (!(await keep())) return;
    const sent = await deed('options', () =>
      call<typeof contract.sendOptionSheet>('POST', '/option-sheets/:id/sending', {
        params,
        body: { ...(text.trim() === '' ? {} : { text }), ...(days === null ? {} : { days }) },
      }),
    );
    if (!sent) return;
    notify(t('sheet.sentDone'));
    onDone();
  };
  const asTemplate = async () => {
    const kept = await deed('options', () =>
      call<typeof contract.addOptionTemplate>('POST', '/option-templates', { body: { name: content.title, content } }),
    );
    if (kept) notify(t('sheet.templateKept'));
  };
  return (
    <form
      className="stack sheet-form"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <div className="grid">
        <WordBox name={t('sheet.name')} value={content.title} onWord={(title) => set({ title })} first required />
        <WordBox name={t('sheet.intro')} value={content.intro} onWord={(intro) => set({ intro })} lines={2} />
      </div>
      {content.options.map((option, place) => (
        <fieldset key={option.key} className="option-edit">
          <legend className="label">{t('sheet.option', { n: place + 1 })}</legend>
          <div className="grid">
            <WordBox
              name={t('sheet.optionName')}
              value={option.name}
              onWord={(name) => setOption(option.key, { name })}
              required
            />
            <NumberBox
              name={t('sheet.price', { currency: content.currency })}
              value={option.price}
              onNumber={(price) => setOption(option.key, { price })}
            />
            <NumberBox
              name={t('sheet.hours')}
              value={option.minutes === null ? null : option.minutes / 60}
              onNumber={(hours) =>
                setOption(option.key, { minutes: hours === null ? null : Math.max(1, Math.round(hours * 60)) })
              }
            />
            <WordBox
              name={t('sheet.promise')}
              value={option.promise}
              onWord={(promise) => setOption(option.key, { promise })}
            />
            <WordBox
              name={t('sheet.risk')}
              value={option.risk}
              onWord={(risk) => setOption(option.key, { risk })}
              lines={2}
            />
            <WordBox
              name={t('sheet.notIncluded')}
              value={option.notIncluded}
              onWord={(notIncluded) => setOption(option.key, { notIncluded })}
              lines={2}
            />
            {content.criteria.map((criterion) => (
              <WordBox
                key={criterion.key}
                name={criterion.label}
                value={option.values[criterion.key] ?? ''}
                onWord={(word) => setOption(option.key, { values: { ...option.values, [criterion.key]: word } })}
              />
            ))}
          </div>
          {content.options.length > 2 && (
            <Button
              size="s"
              kind="quiet"
              aria-label={t('sheet.dropOption', { n: place + 1 })}
              onClick={() =>
                set({
                  options: content.options.filter((one) => one !== option),
                  ...(content.recommended === option.key ? { recommended: null } : {}),
                })
              }
            >
              {t('sheet.drop')}
            </Button>
          )}
        </fieldset>
      ))}
      <p className="row wrap">
        {content.options.length < 6 && (
          <Button size="s" onClick={() => set({ options: [...content.options, emptyOption(content.options)] })}>
            {t('sheet.addOption')}
          </Button>
        )}
      </p>
      <Rows content={content} onChange={set} />
      <div className="grid">
        <Field name={t('sheet.recommended')}>
          <select
            className="choose"
            value={content.recommended ?? ''}
            onChange={(event) => set({ recommended: event.currentTarget.value || null })}
          >
            <option value="">{t('sheet.noRecommendation')}</option>
            {content.options.map((option) => (
              <option key={option.key} value={option.key}>
                {option.name}
              </option>
            ))}
          </select>
        </Field>
        <WordBox name={t('sheet.because')} value={content.because} onWord={(because) => set({ because })} lines={2} />
        <WordBox name={t('sheet.words')} value={text} onWord={setText} lines={2} />
        <NumberBox name={t('sheet.days')} value={days} onNumber={setDays} />
      </div>
      {problems.length > 0 && (
        <ul className="sm" aria-label={t('sheet.problems')}>
          {problems.map((problem) => (
            <li key={problem}>{t(`sheet.problem.${problem}`)}</li>
          ))}
        </ul>
      )}
      <footer className="row wrap">
        <Button kind="go" type="submit" disabled={problems.length > 0}>
          {t('sheet.send')}
        </Button>
        <Button onClick={() => void keep().then((kept) => kept && onDone())}>{t('sheet.keep')}</Button>
        <Button kind="quiet" onClick={() => void asTemplate()}>
          {t('sheet.asTemplate')}
        </Button>
      </footer>
    </form>
  );
}

/** Rows of one's own; pinned ones are shown even where all options are alike. */
function Rows({ content, onChange }: { content: SheetContent; onChange: (change: Partial<SheetContent>) => void }) {
  const { t } = useTranslation('procedures');
  const [label, setLabel] = useState('');
  const add = () => {
    if (label.trim() === '') return;
    const key = `r${String(Math.max(0, ...content.criteria.map((one) => Number(one.key.slice(1)) || 0)) + 1)}`;
    onChange({ criteria: [...content.criteria, { key, label: label.trim(), pinned: false }] });
    setLabel('');
  };
  return (
    <fieldset>
      <legend className="label">{t('sheet.rows')}</legend>
      <p className="dim xs">{t('sheet.rowsWhy')}</p>
      <ul className="rows">
        {content.criteria.map((one) => (
          <li key={one.key}>
            <span className="grow">{one.label}</span>
            <label className="row xs">
              <input
                type="checkbox"
                checked={one.pinned}
                onChange={(event) => {
                  const pinned = event.currentTarget.checked;
                  onChange({ criteria: content.criteria.map((each) => (each === one ? { ...one, pinned } : each)) });
                }}
              />
              {t('sheet.pinned')}
            </label>
            <Button
              size="s"
              kind="quiet"
              aria-label={`${t('sheet.drop')}: ${one.label}`}
              onClick={() => onChange({ criteria: content.criteria.filter((each) => each !== one) })}
            >
              {t('sheet.drop')}
            </Button>
          </li>
        ))}
      </ul>
      <p className="row">
        <input
          className="choose"
          aria-label={t('sheet.newRow')}
          placeholder={t('sheet.newRow')}
          maxLength={100}
          value={label}
          onChange={(event) => setLabel(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            add();
          }}
        />
        <Button size="s" onClick={add}>
          {t('sheet.addRow')}
        </Button>
      </p>
    </fieldset>
  );
}

function emptyOption(present: readonly Option[]): Option {
  const key = 'abcdefghijklmnop'.split('').find((letter) => !present.some((one) => one.key === letter)) ?? 'z';
  return { key, name: '', price: null, minutes: null, risk: '', notIncluded: '', promise: '', values: {} };
}
