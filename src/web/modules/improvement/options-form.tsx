import { Textarea, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/decisions.ts';
import { call } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useFields } from '../../ui/fields.ts';
import { FormEnd } from '../../ui/form-end.tsx';
import { showDecision, type Decision } from './improvement.data.ts';

type Options = Decision['options'];

/** The answers there are to the question, each with what it means for the customer line by line. */
export function OptionsForm({ decision, onClose }: { decision: Decision; onClose: () => void }) {
  const { t } = useTranslation('fixing');
  const first = ['decision.line.get', 'decision.line.cost', 'decision.line.keep'].map((key) => ({
    label: t(key),
    text: '',
  }));
  const [options, setOptions] = useState<Options>(
    decision.options.length > 0
      ? decision.options
      : [
          { title: '', points: first },
          { title: '', points: first },
        ],
  );
  const change = (place: number, next: Partial<Options[number]>) =>
    setOptions((now) => now.map((option, nth) => (nth === place ? { ...option, ...next } : option)));
  const form = useFields({}, async () => {
    const filled = options
      .filter(({ title }) => title.trim() !== '')
      .map(({ title, points }) => ({
        title: title.trim(),
        points: points.filter(({ label, text }) => label.trim() !== '' && text.trim() !== ''),
      }));
    showDecision(
      await call<typeof contract.changeDecision>('PATCH', '/decisions/:id', {
        params: { id: decision.id },
        body: { options: filled, ...((decision.chosen ?? -1) >= filled.length ? { chosen: null } : {}) },
      }),
    );
    onClose();
  });
  return (
    <Dialog opened onClose={onClose} title={t('decision.options')} width={680}>
      <form className="stacked" onSubmit={form.submit}>
        {options.map((option, place) => (
          // Options are known by their order.
          // oxlint-disable-next-line react/no-array-index-key
          <fieldset key={place} className="option-edit">
            <legend className="sr">{t('decision.option', { n: place + 1 })}</legend>
            <TextInput
              label={t('decision.option', { n: place + 1 })}
              maxLength={300}
              value={option.title}
              onChange={(event) => change(place, { title: event.currentTarget.value })}
            />
            {option.points.map((point, nth) => (
              // oxlint-disable-next-line react/no-array-index-key
              <div key={nth} className="point">
                <TextInput
                  aria-label={t('decision.what', { n: nth + 1 })}
                  value={point.label}
                  onChange={(event) => {
                    const label = event.currentTarget.value;
                    change(place, { points: option.points.map((one, at) => (at === nth ? { ...one, label } : one)) });
                  }}
                />
                <Textarea
                  autosize
                  minRows={1}
                  aria-label={t('decision.means', { what: point.label })}
                  value={point.text}
                  onChange={(event) => {
                    const text = event.currentTarget.value;
                    change(place, { points: option.points.map((one, at) => (at === nth ? { ...one, text } : one)) });
                  }}
                />
                <Button
                  kind="icon"
                  aria-label={t('decision.removeLine', { what: point.label })}
                  onClick={() => change(place, { points: option.points.filter((_, at) => at !== nth) })}
                >
                  <IconX size={16} stroke={1.7} aria-hidden />
                </Button>
              </div>
            ))}
            <p>
              <Button
                size="s"
                kind="quiet"
                disabled={option.points.length >= 12}
                onClick={() => change(place, { points: [...option.points, { label: '', text: '' }] })}
              >
                {t('decision.addLine')}
              </Button>
            </p>
          </fieldset>
        ))}
        <p>
          <Button
            disabled={options.length >= 6}
            onClick={() =>
              setOptions((now) => [
                ...now,
                { title: '', points: (now[0]?.points ?? first).map(({ label }) => ({ label, text: '' })) },
              ])
            }
          >
            {t('decision.addOption')}
          </Button>
        </p>
        <FormEnd form={form} go={t('form.save')} onLeave={onClose} />
      </form>
    </Dialog>
  );
}
