import './huddle.css';
import { IconArrowLeft, IconArrowRight, IconX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useShortcut } from '../../../shortcuts.ts';
import { notifyProblem } from '../../../toasts.ts';
import { useManner } from '../../../ui/time-text.tsx';
import { weekdayWords } from './weekday-words.ts';
import { HuddleAttendance } from './huddle-attendance.tsx';
import { HuddleCard } from './huddle-card.tsx';
import { HuddleRing } from './huddle-ring.tsx';
import { turnTo, type Huddle } from './huddles.data.ts';

/** The running huddle: name and motto, who is here, the ten minutes, one card at a time, and where one is among them. */
export function HuddleStage({ huddle }: { huddle: Huddle }) {
  const { t } = useTranslation('huddle');
  const { language } = useManner();
  const { cards, charter } = huddle.agenda;
  const at = Math.min(huddle.card, cards.length - 1);
  const turn = (card: number) => {
    if (card < 0 || card >= cards.length || card === at) return;
    turnTo(huddle, card).catch((problem: unknown) => notifyProblem(problem, () => turn(card)));
  };
  useShortcut('arrowright', 'huddle:keys.next', () => turn(at + 1));
  useShortcut('arrowleft', 'huddle:keys.back', () => turn(at - 1));
  useShortcut('pagedown', 'huddle:keys.next', () => turn(at + 1));
  useShortcut('pageup', 'huddle:keys.back', () => turn(at - 1));
  const key = cards[at]?.key ?? 'motto';
  return (
    <main className="hud" id="content" tabIndex={-1}>
      <header>
        <div className="name">
          <b>{huddle.team === null ? t('stage.company') : t('stage.team', { name: huddle.team.name })}</b>,{' '}
          {weekdayWords(huddle.day, language)}
          {charter !== null && charter.motto !== '' && (
            <>
              <br />
              <span className="dim">{t('stage.motto', { motto: charter.motto })}</span>
            </>
          )}
        </div>
        <HuddleAttendance huddle={huddle} />
        <HuddleRing startedAt={huddle.startedAt} endsAt={huddle.endsAt} />
        <Link className="btn icon leave" to="/" aria-label={t('stage.leave')} title={t('stage.leave')}>
          <IconX size={20} stroke={1.7} aria-hidden />
        </Link>
      </header>
      <HuddleCard key={key} huddle={huddle} card={key} />
      <nav aria-label={t('stage.cards')}>
        <ol className="cards">
          {cards.map((card, place) => (
            <li
              key={card.key}
              className={place < at ? 'done' : place === at ? 'on' : undefined}
              aria-current={place === at ? 'step' : undefined}
            >
              <button type="button" onClick={() => turn(place)}>
                {t(`card.${card.key}`)}
              </button>
            </li>
          ))}
          <li className="nav">
            <button
              type="button"
              className="btn"
              aria-label={t('keys.back')}
              disabled={at === 0}
              onClick={() => turn(at - 1)}
            >
              <IconArrowLeft size={18} stroke={1.7} aria-hidden />
            </button>
            <button
              type="button"
              className="btn"
              aria-label={t('keys.next')}
              disabled={at === cards.length - 1}
              onClick={() => turn(at + 1)}
            >
              <IconArrowRight size={18} stroke={1.7} aria-hidden />
            </button>
          </li>
        </ol>
      </nav>
    </main>
  );
}
