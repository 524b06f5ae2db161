import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { briefSources, confidences } from '../../../domain/customers/brief.ts';
import { useFields } from '../../ui/fields.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { TextAreaField, TextField } from '../../ui/text-fields.tsx';
import { BriefWhere } from './brief-where.tsx';
import { noteAnswer, type BriefSlot } from './customers.data.ts';

/** Takes the answer to one of the eight questions: short, with the customer's own words and how sure we are. */
export function AnswerForm(props: { customerId: string; slot: BriefSlot; onClose: () => void }) {
  const { t, i18n } = useTranslation('customers');
  const { customerId, slot, onClose } = props;
  const known = slot.answer;
  const asked = t(`brief.ask.${slot.question}`);
  const form = useFields(
    {
      statement: known?.statement ?? '',
      quote: known?.quote ?? '',
      confidence: (known?.confidence ?? 'heard') as string,
    },
    async (values) => {
      const confidence = confidences.find((one) => one === values.confidence);
      const quote = values.quote.trim();
      // who only puts the same words better does not make them younger; who asked again does
      const same = known !== null && quote === (known.quote ?? '');
      const again = confidence === 'confirmed' && (known?.confidence !== 'confirmed' || known.stale);
      await noteAnswer(customerId, slot.question, {
        statement: values.statement.trim(),
        confidence,
        ...(quote === '' ? {} : { quote }),
        ...(same && quote !== '' ? placeOf(known) : {}),
        ...(same && !again ? { saidAt: known.saidAt } : {}),
        ...(again ? { saidAt: new Date().toISOString() } : {}),
      });
      onClose();
    },
  );
  return (
    <FormDialog
      title={asked.charAt(0).toLocaleUpperCase(i18n.language) + asked.slice(1)}
      form={form}
      go={t('answer.go')}
      onClose={onClose}
    >
      <BriefWhere slot={slot} />
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

/** Where the words stand, as it was noted. */
function placeOf(answer: NonNullable<BriefSlot['answer']>) {
  if (answer.messageId !== null) return { messageId: answer.messageId };
  const kind = briefSources.find((one) => one === answer.source);
  return kind === undefined || answer.sourceId === null ? {} : { source: { kind, id: answer.sourceId } };
}
