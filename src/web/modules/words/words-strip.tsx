import './words.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { changeCase } from '../../../contract/cases.ts';
import type { decideRecurrence } from '../../../contract/words.ts';
import { call } from '../../api.ts';
import { queryClient } from '../../query-client.ts';
import { notify, notifyProblem } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { saidMarks, Voice } from '../../ui/voice-quote.tsx';
import { caseWordsQuery, type Recurrence } from './words.data.ts';

const kinds = ['contacts', 'handOffs', 'repeats', 'channelSwitches'] as const;

interface Found {
  readonly id: string;
  readonly number: number;
  readonly emotion: string | null;
  readonly customer: { readonly id: string };
  readonly successWish: string | null;
  readonly createdAt: string;
}

/** What the words of a case tell: the feeling in its own words, the wish to confirm, an old need that is back, and the effort so far. */
export default function WordsStrip({ found }: { found: Found }) {
  const { t } = useTranslation(['words', 'web', 'cases', 'assistant']);
  const words = useQuery(caseWordsQuery(found.id)).data;
  if (words === undefined) return null;
  const { effort, recurrence, recurredAs, wishProposed } = words;
  const felt = words.felt[0];
  const parts = kinds
    .filter((kind) => effort[kind] > (kind === 'contacts' ? 1 : 0))
    .map((kind) => t(`strip.${kind}`, { count: effort[kind] }));
  // what is only to be known stands on one quiet line; what can be answered has a line of its own
  const told = [
    felt === undefined
      ? ''
      : [
          felt.quote.toLowerCase() === t(`web:emotions.${felt.feeling}`).toLowerCase()
            ? felt.quote
            : t('strip.felt', { feeling: t(`web:emotions.${felt.feeling}`), quote: felt.quote }),
          felt.about === null ? '' : t('strip.about', { about: felt.about }),
          felt.readBy === 'assistant' ? `(${t('assistant:readBy')})` : '',
        ].join(' '),
    parts.length > 0 ? t('strip.effort', { parts: parts.join(', ') }) : '',
  ].filter(Boolean);
  const act = async (work: () => Promise<unknown>, done: string) => {
    try {
      await work();
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: ['words', 'case', found.id] }),
        queryClient.invalidateQueries({ queryKey: ['cases', 'one'] }),
      ]);
      notify(done);
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  const params = { id: found.id };
  const decide = (state: 'confirmed' | 'dismissed', of: Recurrence['of']) =>
    void act(
      () => call<typeof decideRecurrence>('PUT', '/cases/:id/recurrence', { params, body: { of: of.id, state } }),
      t('strip.decided'),
    );
  const lines = [
    found.successWish !== null && (
      <li key="wished">
        <span className="dim">{t('cases:wish')}</span>
        <span
          className="grow"
          {...saidMarks({ kind: 'wish', id: found.id, customerId: found.customer.id, at: found.createdAt })}
        >
          <Voice>{found.successWish}</Voice>
        </span>
      </li>
    ),
    wishProposed !== null && (
      <li key="wish">
        <span className="grow">{t('strip.wish', { wish: wishProposed })}</span>
        <Button
          size="s"
          kind="yes"
          onClick={() =>
            void act(
              () => call<typeof changeCase>('PATCH', '/cases/:id', { params, body: { successWish: wishProposed } }),
              t('strip.wishKept'),
            )
          }
        >
          {t('strip.keepWish')}
        </Button>
      </li>
    ),
    recurrence !== null && recurrence.state !== 'dismissed' && (
      <li key="recurs">
        <span className="grow">
          <Link to="/inbox/{-$number}" params={{ number: String(recurrence.of.number) }}>
            {t(recurrence.state === 'proposed' ? 'strip.recurs' : 'strip.linked', { ...recurrence.of })}
          </Link>
        </span>
        {recurrence.state === 'proposed' && (
          <Button size="s" kind="yes" onClick={() => decide('confirmed', recurrence.of)}>
            {t('strip.isAgain')}
          </Button>
        )}
        {recurrence.state !== 'confirmed' && (
          <Button size="s" onClick={() => decide('dismissed', recurrence.of)}>
            {t('strip.isNot')}
          </Button>
        )}
      </li>
    ),
    recurredAs.length > 0 && (
      <li key="came">
        <span className="grow">
          {recurredAs.map((one) => (
            <Link key={one.case.id} to="/inbox/{-$number}" params={{ number: String(one.case.number) }}>
              {t('strip.came', { count: 1, numbers: one.case.number })}{' '}
            </Link>
          ))}
        </span>
      </li>
    ),
    told.length > 0 && (
      <li key="told" className="told">
        {told.join(' · ')}
      </li>
    ),
  ].filter((line) => line !== false);
  if (lines.length === 0) return null;
  return (
    <ul className="words-strip" aria-label={t('strip.label')}>
      {lines}
    </ul>
  );
}
