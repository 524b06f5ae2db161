import './huddle.css';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../../../ui/button.tsx';
import { Answer } from '../../../ui/page-header.tsx';
import { useManner } from '../../../ui/time-text.tsx';
import { weekdayWords } from './weekday-words.ts';
import { ActionList } from './action-list.tsx';
import type { Huddle } from './huddles.data.ts';

/** What came of a huddle: how long, who was here, what was written down, who took what. */
export function HuddleDone({ huddle }: { huddle: Huddle }) {
  const { t } = useTranslation('huddle');
  const { language } = useManner();
  const seconds = huddle.seconds ?? 0;
  const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  return (
    <main className="hud over" id="content" tabIndex={-1}>
      <section className="say">
        <p className="why">
          {huddle.team === null ? t('stage.company') : t('stage.team', { name: huddle.team.name })},{' '}
          {weekdayWords(huddle.day, language)}
        </p>
        <Answer className="huge">{t('done.answer', { time, count: huddle.here })}</Answer>
        {huddle.actions.length > 0 && (
          <>
            <h2 className="body dim">{t('card.actions')}</h2>
            <ActionList actions={huddle.actions} />
          </>
        )}
        {huddle.notes.length > 0 && (
          <>
            <h2 className="body dim">{t('done.notes')}</h2>
            <ul className="notes">
              {huddle.notes.map((note) => (
                <li key={note.id}>
                  {note.words} <span className="dim">{note.by.name.split(/\s+/)[0]}</span>
                </li>
              ))}
            </ul>
          </>
        )}
        {huddle.actions.length + huddle.notes.length === 0 && <p className="body mid">{t('done.nothing')}</p>}
        <p className="row" style={{ marginTop: 28 }}>
          <ButtonLink kind="go" size="l" to="/">
            {t('done.today')}
          </ButtonLink>
          <ButtonLink size="l" to="/huddle">
            {t('done.all')}
          </ButtonLink>
        </p>
      </section>
    </main>
  );
}
