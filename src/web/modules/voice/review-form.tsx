import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { notify } from '../../toasts.ts';
import { useFields } from '../../ui/fields.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { TextAreaField, TextField } from '../../ui/text-fields.tsx';
import { correctReview, voiceAgain } from './corrections.data.ts';
import type { ChosenCustomer } from './customer-choice.tsx';
import { Whose } from './observation-form.tsx';
import type { Review } from './survey.data.ts';

/** Puts a review right: what it says, how many stars, where and when, and whose it is. */
export default function ReviewForm({ review, onClose }: { review: Review; onClose: () => void }) {
  const { t } = useTranslation(['corrections', 'surveys']);
  const [customer, setCustomer] = useState<ChosenCustomer | undefined>(review.customer ?? undefined);
  const day = review.at.slice(0, 10);
  const [from, to] = [review.scaleFrom ?? 1, review.scaleTo ?? 5];
  const form = useFields(
    {
      words: review.words,
      rating: review.rating === null ? '' : String(review.rating),
      source: review.source,
      author: review.author,
      url: review.url ?? '',
      at: day,
    },
    async (given) => {
      await correctReview(review.id, {
        words: given.words.trim(),
        rating: given.rating.trim() === '' ? null : Number(given.rating.replace(',', '.')),
        source: given.source.trim(),
        author: given.author.trim(),
        url: given.url.trim() === '' ? null : given.url.trim(),
        customerId: customer?.id ?? null,
        ...(given.at === day ? {} : { at: `${given.at}T12:00:00Z` }),
      });
      await voiceAgain();
      notify(t('done'));
      onClose();
    },
  );
  return (
    <FormDialog title={t('review')} form={form} go={t('save')} onClose={onClose}>
      <TextAreaField
        data-autofocus
        minRows={2}
        maxRows={10}
        maxLength={10_000}
        bound={form.bind('words')}
        label={t('surveys:reviews.words')}
      />
      <div className="survey-grid">
        <TextField
          type="number"
          min={from}
          max={to}
          step="any"
          bound={form.bind('rating')}
          label={t('rating', { from, to })}
        />
        <TextField required type="date" bound={form.bind('at')} label={t('field.at')} />
        <TextField required maxLength={300} bound={form.bind('source')} label={t('surveys:reviews.source')} />
        <TextField maxLength={200} bound={form.bind('author')} label={t('surveys:reviews.author')} />
      </div>
      <TextField maxLength={2000} bound={form.bind('url')} label={t('surveys:reviews.url')} />
      <Whose customer={customer} onChoose={setCustomer} />
    </FormDialog>
  );
}
