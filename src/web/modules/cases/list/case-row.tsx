import { IconCheck, IconEye } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../session.ts';
import { Initials } from '../../../ui/initials.tsx';
import { BarAlone } from '../../../ui/promise-bar.tsx';
import { useManner, useNow } from '../../../ui/time-text.tsx';
import { instantWords } from '../../../ui/time-words.ts';
import { dueWords, leftOnList } from '../case-words.ts';
import type { CaseRow as Row } from '../cases.data.ts';
import { Feeling } from '../thread/feeling.tsx';

/** One case in the list: who, what, in whose words, and what is promised next. 90 pixels high. */
export function CaseRow(props: { row: Row; marked: boolean; marking: boolean; draft?: boolean }) {
  const { row, marked, marking } = props;
  const { t } = useTranslation(['cases', 'hands', 'customers']);
  return (
    <div className={marked ? 'case-row marked' : 'case-row'}>
      <div className="l1">
        {marking && (
          <span className={marked ? 'tick on' : 'tick'} aria-hidden>
            {marked && <IconCheck size={11} stroke={3} />}
          </span>
        )}
        {marked && <span className="sr">{t('bulk.isMarked')}</span>}
        <span className="name cut">{row.customer.name}</span>
        {row.customer.vip && <span>{t('customers:vip')}</span>}
        <span>#{row.number}</span>
        {props.draft === true && <span className="draft-mark">{t('hands:views.draft')}</span>}
        <Present row={row} />
        {row.emotion !== null && <Feeling name={row.emotion} />}
      </div>
      <div className="sub cut">
        {row.priority === 'urgent' && <span className="sr">{t('priority.urgent')}: </span>}
        {row.subject}
      </div>
      <div className="first voice cut">{row.excerpt}</div>
      <NextDue row={row} />
    </div>
  );
}

/** Who else looks at it; that one looks oneself is no news. */
function Present({ row }: { row: Row }) {
  const { t } = useTranslation('cases');
  const { user } = useSession();
  const others = row.present.filter((one) => one.id !== user?.id);
  if (others.length === 0) return null;
  const names = others.map((one) => one.name).join(', ');
  return (
    <span className="present" title={t('present.looking', { names })}>
      <IconEye size={13} stroke={1.7} aria-hidden />
      {others.slice(0, 2).map((one) => (
        <Initials key={one.id} name={one.name} size="s" />
      ))}
      <span className="sr">{t('present.looking', { names })}</span>
    </span>
  );
}

/** The line towards what is promised next, and its words; without a promise what the case waits for. */
function NextDue({ row }: { row: Row }) {
  const { t } = useTranslation('cases');
  const now = useNow();
  const { language, timeZone } = useManner();
  const say = { t: (key: string, values?: Record<string, unknown>) => t(key, values ?? {}), language, timeZone };
  const at = (instant: string) => instantWords(new Date(instant), now, language, timeZone);
  const next = row.nextPromise;
  if (row.state === 'closed') {
    const words = row.verdict === null ? t('row.unconfirmed') : t(`row.${row.verdict}`);
    return <Line state={row.verdict === 'confirmed' ? 'kept' : 'paused'} left={0} words={words} />;
  }
  if (row.state === 'snoozed' && row.snoozedUntil !== null) {
    return <Line state="paused" left={40} words={t('row.back', { at: at(row.snoozedUntil) })} />;
  }
  if (next === null) {
    const words = row.state === 'waiting' ? t('row.theirs') : t('row.nothing');
    return <Line state={row.state === 'waiting' ? 'paused' : undefined} left={40} words={words} />;
  }
  const over = Date.parse(next.at) < now.getTime();
  return (
    <Line
      state={over ? 'broken' : next.atRisk ? 'risk' : 'open'}
      left={leftOnList(next.at, now)}
      words={dueWords(next, now, say)}
      title={next.what}
    />
  );
}

function Line(props: {
  state: 'open' | 'risk' | 'broken' | 'kept' | 'paused' | undefined;
  left: number;
  words: string;
  title?: string;
}) {
  const risk = props.state === 'risk' || props.state === 'broken';
  return (
    <div className="l4">
      {props.state === undefined ? <span className="grow" /> : <BarAlone state={props.state} left={props.left} />}
      <span className={risk ? 'due risk' : 'due'} title={props.title}>
        {props.words}
      </span>
    </div>
  );
}
