import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { Today } from '../modules/practice/practice.data.ts';
import { useManner } from '../ui/time-text.tsx';
import type { Scope } from './today.data.ts';

/** Today's answer in one or two sentences: how many promises are left, and which will slip by when. */
export function TodayAnswer(props: {
  scope: Scope | undefined;
  /** Nothing was ever promised here. */
  first: boolean;
  practice: Today | undefined;
  /** Whether this person keeps promises at all. */
  keeps: boolean;
  /** The server did not answer. */
  failed: boolean;
}) {
  const { t } = useTranslation('today');
  const { language, timeZone } = useManner();
  const { scope } = props;
  const waiting = t(props.failed ? 'answer.failed' : 'answer.coming');
  if (!props.keeps) return props.practice === undefined ? waiting : <WonAnswer today={props.practice} />;
  if (scope === undefined) return waiting;
  if (props.first) return t('answer.first');
  const { openCount, keptCount, brokenCount, slipCount } = scope;
  if (openCount === 0) {
    if (keptCount + brokenCount === 0) return t('answer.none');
    if (brokenCount === 0) return t('answer.allKept', { count: keptCount, number: word(keptCount) });
    return t('answer.over', { count: keptCount + brokenCount, kept: keptCount, broken: brokenCount });
  }
  const last = scope.open.filter((one) => one.slip !== null && one.dueAt !== null).at(-1)?.dueAt;
  return (
    <>
      {capital(t('answer.left', { count: openCount, number: word(openCount) }))}
      {slipCount > 0 && (
        <>
          <br />
          <Marked
            text={t(last == null ? 'answer.slip' : 'answer.slipBy', {
              count: slipCount,
              number: capital(word(slipCount)),
              hour: last == null ? '' : hour(last),
            })}
          />
        </>
      )}
    </>
  );

  function hour(at: string): string {
    const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone }).format(
      new Date(at),
    );
    if (clock === '12:00') return t('answer.noon');
    return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
      hour: '2-digit',
      minute: '2-digit',
      timeZone,
    }).format(new Date(at));
  }

  /** Numbers up to twelve are words in a sentence. */
  function word(count: number): string {
    return count <= 12 ? t(`number.${count}`) : new Intl.NumberFormat(language).format(count);
  }

  function capital(text: string): string {
    return text.charAt(0).toLocaleUpperCase(language) + text.slice(1);
  }
}

/** For those who keep no promises themselves: what was won. */
function WonAnswer({ today }: { today: Today }) {
  const { t } = useTranslation('today');
  // Only what customers have said counts as won; claims wait for them.
  const count = today.wins.items.filter((win) => win.state === 'evidenced').length;
  if (count > 0) return t('answer.won', { count });
  return t('answer.practise');
}

/** A sentence of the catalogue in which `<em>…</em>` marks what weighs most. */
function Marked({ text }: { text: string }) {
  return text.split(/<\/?em>/).map((part, place) => {
    // The parts of one sentence never change their order.
    // oxlint-disable-next-line react/no-array-index-key
    return place % 2 === 1 ? <em key={place}>{part}</em> : <Fragment key={place}>{part}</Fragment>;
  });
}
