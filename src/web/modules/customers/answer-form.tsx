import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { briefSources, confidences } from '../../../domain/customers/brief.ts';
import { notifyProblem, notifyUndo } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { useFields } from '../../ui/fields.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { TextAreaField, TextField } from '../../ui/text-fields.tsx';
import { BriefWhere } from './brief-where.tsx';
import { noteAnswer, takeBackAnswer, type BriefSlot } from './customers.data.ts';

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
  const takeBack = async (answer: NonNullable<BriefSlot['answer']>) => {
    try {
      await takeBackAnswer(customerId, slot.question, answer.id);
      onClose();
      const { statement, confidence, saidAt } = answer;
      const words = answer.quote === null ? {} : { quote: answer.quote, ...placeOf(answer) };
      notifyUndo(
        t('answer.takenBack'),
        () =>
          void noteAnswer(customerId, slot.question, { statement, confidence, saidAt, ...words }).catch(notifyProblem),
      );
    } catch (problem) {
      notifyProblem(problem);
    }
  };
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
      {known !== null && (
        <div>
          <Button size="s" kind="quiet" onClick={() => void takeBack(known)}>
            {t('answer.takeBack')}
          </Button>
        </div>
      )}
    </FormDialog>
  );
}

/** Where the words stand, as it was noted. */
function placeOf(answer: NonNullable<BriefSlot['answer']>) {
  if (answer.messageId !== null) return { messageId: answer.messageId };
  const kind = briefSources.find((one) => one === answer.source);
  return kind === undefined || answer.sourceId === null ? {} : { source: { kind, id: answer.sourceId } };
}
