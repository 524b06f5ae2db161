import './needs.css';
import { useTranslation } from 'react-i18next';
import { heardSources } from './sources.ts';
import { useSearchParams } from '../../search-params.ts';
import { HeardList } from './heard-list.tsx';
import type { HeardFilter, Theme } from './needs.data.ts';

const feelings = ['won', 'neutral', 'lost'] as const;

/** Customers' words from everywhere, narrowed by source, theme, feeling, period and words; all of it stands in the address. */
export function HeardWordsPart({ themes }: { themes: readonly Theme[] }) {
  const { t } = useTranslation('needs');
  const [search, change] = useSearchParams();
  const source = heardSources.find((one) => one === search['source']);
  const feeling = feelings.find((one) => one === search['feeling']);
  const theme = themes.find(({ id }) => id === search['theme']);
  const { from, to, q } = search;
  const filter: HeardFilter = {
    ...(source === undefined ? {} : { source }),
    ...(feeling === undefined ? {} : { feeling }),
    ...(theme === undefined ? {} : { themeId: theme.id }),
    ...(isDay(from) ? { from } : {}),
    ...(isDay(to) ? { to } : {}),
    ...(q === undefined ? {} : { q }),
  };
  const choice = (key: 'source' | 'feeling' | 'theme', options: readonly { value: string; name: string }[]) => (
    <label className="sm">
      <span className="dim xs">{t(`heard.${key}`)}</span>
      <select
        className="choose"
        value={search[key] ?? ''}
        onChange={(event) => change({ [key]: event.currentTarget.value || undefined })}
      >
        <option value="">{t('heard.any')}</option>
        {options.map(({ value, name }) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <div style={{ maxWidth: 900 }}>
      <div className="heard-filter" role="search">
        {choice(
          'source',
          heardSources.map((value) => ({ value, name: t(`heard.sources.${value}`) })),
        )}
        {choice(
          'feeling',
          feelings.map((value) => ({ value, name: t(`heard.feelings.${value}`) })),
        )}
        {choice(
          'theme',
          themes.map(({ id, name }) => ({ value: id, name })),
        )}
        {(['from', 'to'] as const).map((key) => (
          <label key={key} className="sm">
            <span className="dim xs">{t(`heard.${key}`)}</span>
            <input
              className="choose"
              type="date"
              value={search[key] ?? ''}
              onChange={(event) => change({ [key]: event.currentTarget.value || undefined })}
            />
          </label>
        ))}
        <label className="sm">
          <span className="dim xs">{t('heard.q')}</span>
          <input
            className="choose"
            type="search"
            maxLength={200}
            value={q ?? ''}
            onChange={(event) => change({ q: event.currentTarget.value || undefined })}
          />
        </label>
      </div>
      <HeardList filter={filter} size={19} />
    </div>
  );
}

function isDay(text: string | undefined): text is string {
  return text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text);
}
