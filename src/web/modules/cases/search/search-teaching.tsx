import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';

const lessons = [
  ['"money back"', 'phrase'],
  ['refund OR exchange', 'either'],
  ['invoice -reminder', 'without'],
  ['is:open assignee:me', 'mine'],
  ['from:vogel.example', 'from'],
  ['tag:warranty after:30d', 'tag'],
  ['plan in:files', 'files'],
  ['030 1234567', 'number'],
] as const;

/** An empty search teaches what can be asked, and offers what was asked last. */
export function SearchTeaching(props: { recent: readonly string[]; onAsk: (q: string) => void; onForget: () => void }) {
  const { t } = useTranslation('search');
  return (
    <div className="search-teaching">
      {props.recent.length > 0 && (
        <section className="card">
          <div className="row">
            <h2 className="title grow">{t('recent')}</h2>
            <Button size="s" kind="quiet" onClick={props.onForget}>
              {t('forget')}
            </Button>
          </div>
          <ul className="lessons">
            {props.recent.map((q) => (
              <li key={q}>
                <button type="button" className="lesson" onClick={() => props.onAsk(q)}>
                  <code dir="auto">{q}</code>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className="card">
        <h2 className="title">{t('teach.title')}</h2>
        <ul className="lessons">
          {lessons.map(([q, key]) => (
            <li key={key}>
              <button type="button" className="lesson" onClick={() => props.onAsk(q)}>
                <code>{q}</code>
                <span className="dim">{t(`teach.${key}`)}</span>
              </button>
            </li>
          ))}
        </ul>
        <p className="dim small">{t('teach.all')}</p>
        <p className="filters">
          {'is: from: to: assignee: team: tag: kind: priority: channel: customer: organisation: has: before: after: on: in:'
            .split(' ')
            .map((name) => (
              <code key={name}>{name}</code>
            ))}
        </p>
      </section>
    </div>
  );
}
