import './survey.css';
import '../../ui/small-forms.css';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/voice-reviews.ts';
import { call } from '../../api.ts';
import { queryClient } from '../../query-client.ts';
import { notify, notifyProblem, notifyUndo } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { ChooseField } from '../../ui/choices.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useFields } from '../../ui/fields.ts';
import { TextAreaField, TextField } from '../../ui/text-fields.tsx';
import { takeBackImport } from './corrections.data.ts';
import { type ChosenCustomer, CustomerChoice } from './customer-choice.tsx';

const ReviewImports = lazy(() => import('./review-imports.tsx'));

/** Adds one review, or a table of them, and shows what tables brought. */
export function AddReviews() {
  const { t } = useTranslation('surveys');
  const [done, setDone] = useState<{ round: number; refused: Refused }>({
    round: 0,
    refused: { rows: [], count: 0 },
  });
  const [pasted, setPasted] = useState(0);
  return (
    <details style={{ marginBottom: 18 }}>
      <summary>{t('reviews.add')}</summary>
      <h3 className="strong" style={{ marginTop: 10 }}>
        {t('reviews.one')}
      </h3>
      <PasteForm key={`one-${pasted}`} onDone={() => setPasted((round) => round + 1)} />
      <h3 className="strong" style={{ marginTop: 18 }}>
        {t('reviews.table')}
      </h3>
      <ImportForm
        key={done.round}
        refused={done.refused}
        onDone={(refused) => setDone(({ round }) => ({ round: round + 1, refused }))}
      />
      <Suspense fallback={null}>
        <ReviewImports />
      </Suspense>
    </details>
  );
}

/** One review, pasted: what it says, how many stars, and whose it is where that is known. */
function PasteForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('surveys');
  const [customer, setCustomer] = useState<ChosenCustomer>();
  const form = useFields({ source: '', words: '', rating: '', author: '', url: '' }, async (given) => {
    const said = (name: 'words' | 'author' | 'url') =>
      given[name].trim() === '' ? {} : { [name]: given[name].trim() };
    const review = await call<typeof contract.addReview>('POST', '/reviews', {
      body: {
        source: given.source.trim(),
        ...said('words'),
        ...said('author'),
        ...said('url'),
        ...(given.rating === '' ? {} : { rating: Number(given.rating) }),
      },
    });
    if (customer !== undefined)
      await call<typeof contract.nameReviewer>('PUT', '/reviews/:id/customer', {
        params: { id: review.id },
        body: { customerId: customer.id },
      });
    await queryClient.invalidateQueries({ queryKey: ['voice'] });
    notify(t('reviews.added1'));
    onDone();
  });
  return (
    <form
      className="stack-form card survey-card-form"
      style={{ display: 'grid', gap: 14, marginTop: 6 }}
      onSubmit={form.submit}
    >
      <div className="survey-grid">
        <TextField required maxLength={300} bound={form.bind('source')} label={t('reviews.source')} />
        <ChooseField
          label={t('reviews.rating')}
          bound={form.bind('rating')}
          options={[['', '–'], ...['1', '2', '3', '4', '5'].map((stars) => [stars, stars] as const)]}
        />
      </div>
      <TextAreaField minRows={2} maxRows={8} bound={form.bind('words')} label={t('reviews.words')} />
      <div className="survey-grid">
        <TextField maxLength={200} bound={form.bind('author')} label={t('reviews.author')} />
        <TextField maxLength={2000} bound={form.bind('url')} label={t('reviews.url')} />
      </div>
      <div className="row sm" style={{ flexWrap: 'wrap' }}>
        <span className="dim">{t('reviews.whose')}</span>
        <CustomerChoice chosen={customer} onChoose={setCustomer} />
      </div>
      {form.problem !== undefined && <ErrorNotice problem={form.problem} />}
      <p>
        <Button kind="go" type="submit" busy={form.busy}>
          {t('reviews.send1')}
        </Button>
      </p>
    </form>
  );
}

/** What an import could not take in: some told line by line, all counted. */
interface Refused {
  rows: readonly { line: number; because: string }[];
  count: number;
}

const dayOrders = ['day-first', 'month-first'] as const;

function ImportForm({ refused, onDone }: { refused: Refused; onDone: (refused: Refused) => void }) {
  const { t } = useTranslation('surveys');
  const [fileName, setFileName] = useState('');
  const form = useFields({ source: '', csv: '', scale: '1-5', days: '' }, async ({ source, csv, scale, days }) => {
    const [scaleFrom = 1, scaleTo = 5] = scale.split('-').map(Number);
    const order = dayOrders.find((one) => one === days);
    const done = await call<typeof contract.importReviews>('POST', '/reviews/import', {
      body: {
        source: source.trim(),
        csv,
        fileName,
        scaleFrom,
        scaleTo,
        ...(order === undefined ? {} : { days: order }),
      },
    });
    await queryClient.invalidateQueries({ queryKey: ['voice'] });
    const told = t('reviews.added', { added: done.added, known: done.known });
    const { importId } = done;
    if (importId === null) notify(told);
    else notifyUndo(told, () => void takeBackImport(importId).catch(notifyProblem));
    onDone({ rows: done.refused, count: done.refusedCount });
  });
  return (
    <form className="stack card survey-card-form" style={{ marginTop: 10 }} onSubmit={form.submit}>
      <div className="survey-grid">
        <TextField required maxLength={300} bound={form.bind('source')} label={t('reviews.source')} />
        <ChooseField
          label={t('reviews.scale')}
          bound={form.bind('scale')}
          options={['1-5', '0-5', '1-10', '0-10', '0-100'].map((one) => [one, one.replace('-', '–')])}
        />
        <ChooseField
          label={t('reviews.days')}
          bound={form.bind('days')}
          options={[
            ['', t('reviews.daysTold')],
            ...dayOrders.map((one) => [one, t(`reviews.daysAre.${one}`)] as const),
          ]}
        />
      </div>
      <label>
        <span className="field-name">{t('reviews.file')}</span>
        <input
          type="file"
          accept=".csv,text/csv"
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            setFileName(file?.name.slice(0, 200) ?? '');
            if (file !== undefined) void wordsOfFile(file).then((text) => form.set('csv', text));
          }}
        />
      </label>
      <TextAreaField
        required
        minRows={4}
        maxRows={12}
        bound={form.bind('csv')}
        label={t('reviews.csv')}
        description={t('reviews.csvHint')}
      />
      {form.problem !== undefined && <ErrorNotice problem={form.problem} />}
      {refused.count > 0 && (
        <div className="sm" role="status">
          <p className="strong">{t('reviews.refusedCount', { count: refused.count })}</p>
          <ul>
            {refused.rows.slice(0, 20).map(({ line, because }) => (
              <li key={line}>{t('reviews.refused', { line, because })}</li>
            ))}
          </ul>
        </div>
      )}
      <p>
        <Button kind="go" type="submit" busy={form.busy}>
          {t('reviews.send')}
        </Button>
      </p>
    </form>
  );
}

/** The words of a file as it was saved: UTF-8, UTF-16 where it begins with its mark, else what spreadsheets in Europe write (1252). */
async function wordsOfFile(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
