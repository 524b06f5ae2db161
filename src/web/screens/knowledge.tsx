import '../ui/small-forms.css';
import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ArticlesList } from '../modules/knowledge/articles-list.tsx';
import { useSearchParams } from '../search-params.ts';
import { useSession } from '../session.ts';
import { ButtonLink } from '../ui/button.tsx';
import { FindButton, PageHeader } from '../ui/page-header.tsx';

const states = ['draft', 'published', 'retired'] as const;
const audiences = ['public', 'staff'] as const;

/** Knowledge: has someone solved this before? */
export function Screen() {
  const { t } = useTranslation('library');
  const { may } = useSession();
  const [{ q, state, audience }, change] = useSearchParams();
  const [typed, setTyped] = useState(q ?? '');
  const [asked] = useDebouncedValue(typed.trim(), 200);
  const ask = useEffectEvent((words: string) => {
    if (words !== (q ?? '')) change({ q: words });
  });
  useEffect(() => ask(asked), [asked]);
  const filter = {
    q,
    state: states.find((one) => one === state),
    audience: audiences.find((one) => one === audience),
  };
  const write = may('knowledge.write') && (
    <ButtonLink kind="go" to="/knowledge/$id" params={{ id: 'new' }}>
      {t('write')}
    </ButtonLink>
  );
  return (
    <div className="page">
      <PageHeader
        eyebrow={[t('place')]}
        answer={q === undefined ? t('answer') : t('answerFor', { q })}
        tools={
          <>
            <FindButton />
            {write}
          </>
        }
      />
      <search className="library-bar">
        <input
          className="line"
          type="search"
          aria-label={t('find')}
          placeholder={t('find')}
          maxLength={200}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <select
          className="choose-one"
          aria-label={t('which')}
          value={state ?? ''}
          onChange={(event) => change({ state: event.currentTarget.value })}
        >
          <option value="">{t('anyState')}</option>
          {states.map((one) => (
            <option key={one} value={one}>
              {t(`state.${one}`)}
            </option>
          ))}
        </select>
        <select
          className="choose-one"
          aria-label={t('editor.audience')}
          value={audience ?? ''}
          onChange={(event) => change({ audience: event.currentTarget.value })}
        >
          <option value="">{t('anyAudience')}</option>
          {audiences.map((one) => (
            <option key={one} value={one}>
              {t(`audience.${one}`)}
            </option>
          ))}
        </select>
      </search>
      <ArticlesList filter={filter} write={write || undefined} />
    </div>
  );
}
