import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Observation } from '../../../contract/voice.ts';
import { notify } from '../../toasts.ts';
import { useFields } from '../../ui/fields.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { TextAreaField, TextField } from '../../ui/text-fields.tsx';
import { useManner } from '../../ui/time-text.tsx';
import { instantOfWall, wallOfInstant } from '../../wall-time.ts';
import { correctObservation, voiceAgain } from './corrections.data.ts';
import { type ChosenCustomer, CustomerChoice } from './customer-choice.tsx';
import { touchpointChoiceQuery } from './voice.data.ts';

const feelings = ['won', 'neutral', 'lost'] as const;

/** Puts right what was noted of a customer: the words, how it felt, where, whose they are, and when. */
export default function ObservationForm({ observation, onClose }: { observation: Observation; onClose: () => void }) {
  const { t } = useTranslation(['corrections', 'listening']);
  const { timeZone } = useManner();
  const touchpoints = useQuery(touchpointChoiceQuery).data ?? [];
  const [customer, setCustomer] = useState<ChosenCustomer | undefined>(observation.customer ?? undefined);
  const heardAt = wallOfInstant(new Date(observation.heardAt), timeZone);
  const form = useFields(
    {
      words: observation.words,
      feeling: observation.feeling ?? '',
      touchpointId: observation.touchpoint?.id ?? '',
      heardAt,
    },
    async (given) => {
      const heard = instantOfWall(given.heardAt, timeZone);
      await correctObservation(observation.id, {
        words: given.words.trim(),
        feeling: feelings.find((one) => one === given.feeling) ?? null,
        touchpointId: given.touchpointId === '' ? null : given.touchpointId,
        customerId: customer?.id ?? null,
        ...(given.heardAt === heardAt || heard === undefined ? {} : { heardAt: heard }),
      });
      await voiceAgain();
      notify(t('done'));
      onClose();
    },
  );
  const { error: _, ...feeling } = form.bind('feeling');
  const { error: _none, ...touchpoint } = form.bind('touchpointId');
  return (
    <FormDialog title={t('observation')} form={form} go={t('save')} onClose={onClose}>
      <TextAreaField
        data-autofocus
        required
        minRows={2}
        maxLength={1000}
        bound={form.bind('words')}
        label={t('field.words')}
      />
      <label>
        <span className="field-name">{t('listening:observations.feeling')}</span>
        <select className="choose" {...feeling}>
          <option value="">–</option>
          {feelings.map((one) => (
            <option key={one} value={one}>
              {t(`listening:observations.felt.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span className="field-name">{t('listening:observations.where')}</span>
        <select className="choose" {...touchpoint}>
          <option value="">{t('listening:observations.anywhere')}</option>
          {touchpoints.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <Whose customer={customer} onChoose={setCustomer} />
      <TextField required type="datetime-local" bound={form.bind('heardAt')} label={t('field.heardAt')} />
    </FormDialog>
  );
}

/** The customer, by name; emptied, it is nobody's. */
export function Whose(props: {
  customer: ChosenCustomer | undefined;
  onChoose: (one: ChosenCustomer | undefined) => void;
}) {
  const { t } = useTranslation('corrections');
  return (
    <div>
      <p className="field-name" aria-hidden>
        {t('field.customer')}
      </p>
      <CustomerChoice chosen={props.customer} onChoose={props.onChoose} />
      <p className="dim xs">{t('nobody')}</p>
    </div>
  );
}
