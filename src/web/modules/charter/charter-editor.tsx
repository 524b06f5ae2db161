import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../session.ts';
import { notify } from '../../toasts.ts';
import { useFields } from '../../ui/fields.ts';
import { FormEnd } from '../../ui/form-end.tsx';
import { TextAreaField, TextField } from '../../ui/text-fields.tsx';
import { adoptCharter, mottoCheckQuery, proposeCharter, type Charter } from './charter.data.ts';
import { MottoHints } from './motto-hints.tsx';

/** Writes a new version: adopted by those who may, proposed by those who lead. */
export function CharterEditor({ charter, onDone }: { charter: Charter; onDone: () => void }) {
  const { t, i18n } = useTranslation('culture');
  const { may, company } = useSession();
  const adopts = may('charter.write');
  const [first = '', second = '', third = ''] = charter.proofs;
  const form = useFields(
    {
      word: charter.word,
      meaning: charter.meaning,
      proof1: first,
      proof2: second,
      proof3: third,
      motto: charter.motto,
      synonyms: charter.synonyms.join(', '),
      whyChanged: '',
    },
    async (values) => {
      const body = {
        word: values.word.trim(),
        meaning: values.meaning.trim(),
        proofs: [values.proof1, values.proof2, values.proof3].map((one) => one.trim()).filter(Boolean),
        motto: values.motto.trim(),
        synonyms: values.synonyms
          .split(',')
          .map((one) => one.trim())
          .filter(Boolean),
        whyChanged: values.whyChanged.trim(),
      };
      await (adopts ? adoptCharter(body) : proposeCharter(body));
      notify(t(adopts ? 'editor.adopted' : 'editor.proposed'));
      onDone();
    },
  );
  const [motto] = useDebouncedValue(form.values.motto.trim(), 250);
  const check = useQuery({
    ...mottoCheckQuery(motto, company?.language ?? i18n.language),
    placeholderData: keepPreviousData,
  }).data;
  return (
    <form className="card sheet charter-editor" onSubmit={form.submit}>
      <TextField
        required
        large
        maxLength={30}
        label={t('charter.word')}
        description={t('editor.wordWhy')}
        bound={form.bind('word')}
      />
      <TextAreaField minRows={2} maxLength={300} label={t('editor.meaning')} bound={form.bind('meaning')} />
      <fieldset>
        <legend className="field-name">{t('charter.proofs')}</legend>
        <p className="label">{t('editor.proofsWhy')}</p>
        <div className="stack" style={{ gap: 8 }}>
          {(['proof1', 'proof2', 'proof3'] as const).map((name, place) => (
            <TextField
              key={name}
              label={t('editor.proof', { number: place + 1 })}
              maxLength={200}
              bound={form.bind(name)}
            />
          ))}
        </div>
      </fieldset>
      <div>
        <TextField label={t('charter.motto')} maxLength={200} bound={form.bind('motto')} />
        <output aria-live="polite">{motto !== '' && check && <MottoHints check={check} />}</output>
      </div>
      <TextField label={t('editor.synonyms')} description={t('editor.synonymsWhy')} bound={form.bind('synonyms')} />
      <TextAreaField minRows={2} maxLength={1000} label={t('editor.why')} bound={form.bind('whyChanged')} />
      <FormEnd form={form} go={t(adopts ? 'editor.adopt' : 'editor.propose')} onLeave={onDone} />
    </form>
  );
}
