import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/anticipation.ts';
import { languages } from '../../../domain/languages.ts';
import { call } from '../../api.ts';
import { queryClient } from '../../query-client.ts';
import { ask } from '../../questions.ts';
import { notify, notifyProblem } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useFields } from '../../ui/fields.ts';
import { TextAreaField, TextField } from '../../ui/text-fields.tsx';
import { exposedQuery, type NoticeInFull, type NoticeRule, showNotice } from './notices.data.ts';

/** A draft: whom by a rule, with examples; which words in which language; and the lot. */
export function NoticeForm({ notice }: { notice: NoticeInFull }) {
  const { t, i18n } = useTranslation('anticipation');
  const [tongue, setTongue] = useState<string>(
    languages.find((one) => i18n.language.startsWith(one) && one in notice.texts) ?? 'en',
  );
  const { rule, texts } = notice;
  const start: Record<string, string> = {
    title: notice.title,
    purchased: rule.purchased ?? '',
    tags: (rule.tags ?? []).join(', '),
    caseTags: (rule.caseTags ?? []).join(', '),
    words: (rule.words ?? []).join(', '),
    since: String(rule.sinceDays ?? 365),
    held: String(Math.round(notice.heldShare * 100)),
    window: String(notice.windowDays),
    ...Object.fromEntries(
      languages.flatMap((one) => [
        [`subject-${one}`, texts[one]?.subject ?? ''],
        [`text-${one}`, texts[one]?.text ?? ''],
      ]),
    ),
  };
  const save = async (values: Record<string, string>) => {
    const saved = await call<typeof contract.changeAnticipation>('PATCH', '/anticipations/:id', {
      params: { id: notice.id },
      body: {
        title: values['title']!,
        rule: ruleOf(values, rule),
        texts: Object.fromEntries(
          languages.flatMap((one) => {
            const [subject, text] = [values[`subject-${one}`]!.trim(), values[`text-${one}`]!.trim()];
            return subject === '' || text === '' ? [] : [[one, { subject, text }]];
          }),
        ),
        heldShare: Number(values['held']) / 100,
        windowDays: Number(values['window']),
      },
    });
    showNotice(saved);
    return saved;
  };
  const form = useFields(start, async (values) => {
    await save(values);
    notify(t('form.saved'));
  });
  const found = useQuery(exposedQuery(rule, notice.problem?.id)).data;
  // what stands in the fields is what is sent, saved or not
  const send = async () => {
    try {
      const changed = Object.keys(start).some((key) => form.values[key] !== start[key]);
      const now = changed ? await save(form.values) : notice;
      const { n } = await queryClient.fetchQuery({ ...exposedQuery(now.rule, now.problem?.id), staleTime: 0 });
      await draw(n, Math.round(n * now.heldShare));
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  const draw = async (n: number, held: number) => {
    const yes = await ask({
      title: t('form.ask', { n: n - held }),
      text: t('form.askText', { held }),
      yes: t('form.start'),
    });
    if (yes === undefined) return;
    showNotice(
      await call<typeof contract.startAnticipation>('POST', '/anticipations/:id/start', {
        params: { id: notice.id },
        body: {},
      }),
    );
    notify(t('form.started'));
  };
  return (
    <form onSubmit={form.submit} style={{ display: 'grid', gap: 16, maxWidth: 760, marginTop: 18 }}>
      <TextField required bound={form.bind('title')} label={t('form.title')} />
      <fieldset className="card" style={{ padding: 18, display: 'grid', gap: 12 }}>
        <legend className="strong">{t('form.rule')}</legend>
        <TextField bound={form.bind('purchased')} label={t('form.purchased')} />
        <TextField bound={form.bind('tags')} label={t('form.tags')} description={t('form.comma')} />
        <TextField bound={form.bind('caseTags')} label={t('form.caseTags')} description={t('form.comma')} />
        <TextField bound={form.bind('words')} label={t('form.words')} description={t('form.comma')} />
        <TextField inputMode="numeric" bound={form.bind('since')} label={t('form.since')} />
        {found !== undefined && (
          <div aria-live="polite">
            <p className="strong">{t(found.more ? 'foundMore' : 'found', { count: found.n })}</p>
            {found.examples.length > 0 && (
              <p className="dim sm">
                {t('examples')}:{' '}
                {found.examples
                  .slice(0, 6)
                  .map(({ customer, because }) => `${customer.name} (${t(`by.${because}`)})`)
                  .join(', ')}
              </p>
            )}
          </div>
        )}
      </fieldset>
      <label className="sm">
        {t('form.language')}{' '}
        <select
          className="choose"
          style={{ width: 'auto' }}
          value={tongue}
          onChange={(event) => setTongue(event.currentTarget.value)}
        >
          {languages.map((one) => (
            <option key={one} value={one}>
              {new Intl.DisplayNames([i18n.language], { type: 'language' }).of(one)}
            </option>
          ))}
        </select>
      </label>
      <div key={tongue} style={{ display: 'grid', gap: 12 }}>
        <TextField bound={form.bind(`subject-${tongue}`)} label={t('form.subject')} />
        <TextAreaField minRows={7} bound={form.bind(`text-${tongue}`)} label={t('form.text')} />
      </div>
      <div className="row" style={{ gap: 16, flexWrap: 'wrap' }}>
        <TextField inputMode="numeric" bound={form.bind('held')} label={t('form.held')} />
        <TextField inputMode="numeric" bound={form.bind('window')} label={t('form.window')} />
      </div>
      {form.problem !== undefined && <ErrorNotice problem={form.problem} />}
      <div className="row" style={{ justifyContent: 'flex-end' }}>
        <Button type="submit" busy={form.busy}>
          {t('form.save')}
        </Button>
        <Button kind="go" onClick={() => void send()}>
          {t('form.start')}
        </Button>
      </div>
    </form>
  );
}

/** The rule as it stands in the fields; what they cannot say (organisations, a field of one's own) stays. */
function ruleOf(values: Record<string, string>, before: NoticeRule): NoticeRule {
  const list = (key: string) =>
    (values[key] ?? '')
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== '');
  const purchased = values['purchased']!.trim();
  return {
    ...(before.organisationIds === undefined ? {} : { organisationIds: before.organisationIds }),
    ...(before.field === undefined ? {} : { field: before.field }),
    ...(purchased === '' ? {} : { purchased }),
    ...(list('tags').length === 0 ? {} : { tags: list('tags') }),
    ...(list('caseTags').length === 0 ? {} : { caseTags: list('caseTags') }),
    ...(list('words').length === 0 ? {} : { words: list('words') }),
    sinceDays: Number(values['since']) || 365,
  };
}
