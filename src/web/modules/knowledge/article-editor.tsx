import '../../ui/small-forms.css';
import './knowledge.css';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { languages } from '../../../domain/languages.ts';
import { useSession } from '../../session.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useFields } from '../../ui/fields.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { RichTextEditor } from '../../ui/rich-text-editor.tsx';
import { TextAreaField, TextField } from '../../ui/text-fields.tsx';
import { changeArticle, createArticle, type Article } from './knowledge.data.ts';

/** Writes an article: a question as its title, the answer, who may read it. Saved as a draft, or published at once. */
export function ArticleEditor(props: { article: Article | undefined; onDone: (article: Article | undefined) => void }) {
  const { t } = useTranslation('library');
  const { company } = useSession();
  const { article, onDone } = props;
  const [html, setHtml] = useState(article?.html ?? '');
  const [publish, setPublish] = useState(false);
  const form = useFields<Record<'title' | 'summary' | 'slug' | 'audience' | 'language', string>>(
    {
      title: article?.title ?? '',
      summary: article?.summary ?? '',
      slug: article?.slug ?? '',
      audience: article?.audience ?? 'staff',
      language: article?.language ?? company?.language ?? 'en',
    },
    async ({ title, summary, slug, audience, language }) => {
      const body = {
        title: title.trim(),
        summary: summary.trim(),
        html,
        language,
        audience: audience === 'public' ? ('public' as const) : ('staff' as const),
        ...(slug.trim() === '' ? {} : { slug: slug.trim() }),
      };
      const saved = article === undefined ? await createArticle(body) : await changeArticle(article.id, body);
      onDone(publish && saved.state !== 'published' ? await changeArticle(saved.id, { state: 'published' }) : saved);
    },
  );
  const language = form.bind('language');
  const known: readonly string[] = languages;
  const names = new Intl.DisplayNames([form.values.language], { type: 'language' });
  return (
    <>
      <PageHeader eyebrow={[t('place')]} answer={t(article === undefined ? 'editor.new' : 'editor.change')} />
      <form className="article-editor" onSubmit={form.submit}>
        <TextField
          required
          large
          label={t('editor.title')}
          description={t('editor.titleWhy')}
          maxLength={300}
          bound={form.bind('title')}
        />
        <TextAreaField
          minRows={2}
          maxLength={500}
          label={t('editor.summary')}
          description={t('editor.summaryWhy')}
          bound={form.bind('summary')}
        />
        <div>
          <p className="field-name">{t('editor.text')}</p>
          <RichTextEditor
            headings
            label={t('editor.text')}
            value={html}
            onChange={setHtml}
            placeholder={t('editor.placeholder')}
          />
        </div>
        <div className="article-facts">
          <fieldset className="picker">
            <legend>{t('editor.audience')}</legend>
            {(['staff', 'public'] as const).map((one) => (
              <label key={one} className="row">
                <input
                  type="radio"
                  name="audience"
                  checked={form.values.audience === one}
                  onChange={() => form.set('audience', one)}
                />
                {t(`audience.${one}`)}
              </label>
            ))}
          </fieldset>
          <label style={{ display: 'grid', alignContent: 'start' }}>
            <span className="field-name">{t('editor.language')}</span>
            <select className="choose-one" name="language" value={language.value} onChange={language.onChange}>
              {[...new Set([...known, form.values.language])].map((one) => (
                <option key={one} value={one}>
                  {names.of(one)}
                </option>
              ))}
            </select>
          </label>
          <TextField
            label={t('editor.slug')}
            description={t('editor.slugWhy')}
            maxLength={120}
            pattern="[a-z0-9]+(-[a-z0-9]+)*"
            bound={form.bind('slug')}
          />
        </div>
        {form.problem !== undefined && <ErrorNotice problem={form.problem} />}
        <div className="row end">
          <Button onClick={() => onDone(article)}>{t('web:leaveIt')}</Button>
          {article?.state !== 'published' && (
            <Button type="submit" busy={form.busy} disabled={html === ''} onClick={() => setPublish(true)}>
              {t('editor.publish')}
            </Button>
          )}
          <Button kind="go" type="submit" busy={form.busy} disabled={html === ''} onClick={() => setPublish(false)}>
            {t(article?.state === 'published' ? 'editor.save' : 'editor.draft')}
          </Button>
        </div>
      </form>
    </>
  );
}
