import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Observation } from '../../../contract/voice.ts';
import { notify } from '../../toasts.ts';
import { ChooseField } from '../../ui/choices.tsx';
import { useFields } from '../../ui/fields.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { TextAreaField, TextField } from '../../ui/text-fields.tsx';
import { useManner } from '../../ui/time-text.tsx';
import { instantOfWall, wallOfInstant } from '../../wall-time.ts';
import { useTouchpointOptions } from '../../touchpoints.ts';
import { correctObservation, voiceAgain } from './corrections.data.ts';
import { type ChosenCustomer, CustomerChoice } from './customer-choice.tsx';
import { feelings } from './voice.data.ts';

/** Puts right what was noted of a customer: the words, how it felt, where, whose they are, and when. */
export default function ObservationForm({ observation, onClose }: { observation: Observation; onClose: () => void }) {
  const { t } = useTranslation(['corrections', 'listening']);
  const { timeZone } = useManner();
  const touchpoints = useTouchpointOptions();
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
      <ChooseField
        label={t('listening:observations.feeling')}
        bound={form.bind('feeling')}
        options={[['', '–'], ...feelings.map((one) => [one, t(`listening:observations.felt.${one}`)] as const)]}
      />
      <ChooseField
        label={t('listening:observations.where')}
        bound={form.bind('touchpointId')}
        options={[['', t('listening:observations.anywhere')], ...touchpoints]}
      />
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
