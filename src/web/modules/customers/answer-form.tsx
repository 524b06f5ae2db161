import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { confidences } from '../../../domain/customers/brief.ts';
import { useFields } from '../../ui/fields.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { TextAreaField, TextField } from '../../ui/text-fields.tsx';
import { noteAnswer, type BriefSlot } from './customers.data.ts';

/** Takes the answer to one of the eight questions: short, with the customer's own words and how sure we are. */
export function AnswerForm(props: { customerId: string; slot: BriefSlot; onClose: () => void }) {
  const { t } = useTranslation('customers');
  const { customerId, slot, onClose } = props;
  const form = useFields(
    { statement: slot.answer?.statement ?? '', quote: '', confidence: 'heard' as string },
    async (values) => {
      await noteAnswer(customerId, slot.question, {
        statement: values.statement.trim(),
        confidence: confidences.find((one) => one === values.confidence),
        ...(values.quote.trim() === '' ? {} : { quote: values.quote.trim() }),
      });
      onClose();
    },
  );
  return (
    <FormDialog title={t(`brief.ask.${slot.question}`)} form={form} go={t('answer.go')} onClose={onClose}>
      <TextField
        data-autofocus
        required
        maxLength={300}
        className="voiced"
        bound={form.bind('statement')}
        label={t('answer.statement')}
        description={t('answer.statementWhy')}
      />
      <TextAreaField
        minRows={2}
        maxLength={2000}
        className="voiced"
        bound={form.bind('quote')}
        label={t('answer.quote')}
      />
      <fieldset>
        <legend className="label">{t('answer.sure')}</legend>
        <SegmentedControl
          fullWidth
          value={form.values.confidence}
          onChange={(value) => form.set('confidence', value)}
          data={confidences.map((value) => ({ value, label: t(`answer.${value}`) }))}
        />
      </fieldset>
    </FormDialog>
  );
}
