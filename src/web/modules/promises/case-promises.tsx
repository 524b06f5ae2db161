import { IconCheck, IconTargetArrow, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/promises.ts';
import { call } from '../../api.ts';
import { useSession } from '../../session.ts';
import { useShortcut } from '../../shortcuts.ts';
import { notify, notifyProblem } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { BarAlone } from '../../ui/promise-bar.tsx';
import { TimeText, useManner, useNow } from '../../ui/time-text.tsx';
import { instantWords } from '../../ui/time-words.ts';
import { MakePromise } from './make-promise.tsx';
import { barOf, promiseTitle } from './promise-words.ts';
import { casePromisesQuery, showPromise, type PromiseRow } from './promises.data.ts';

const WithdrawDialog = lazy(() => import('./withdraw-dialog.tsx'));

/** The promises of a case, for the lines, chips and words around its conversation. */
export function useCasePromises(caseId: string | undefined): readonly PromiseRow[] {
  return useQuery({ ...casePromisesQuery(caseId ?? ''), enabled: caseId !== undefined }).data ?? [];
}

/** Lines for the conversation: what people promised and what became of it, and policies only where they broke. */
export function promiseLines(promises: readonly PromiseRow[]): { id: string; at: string; node: ReactNode }[] {
  return promises.flatMap((promise) => {
    const lines: { id: string; at: string; node: ReactNode }[] = [];
    if (promise.kind !== 'policy') {
      lines.push({ id: `made-${promise.id}`, at: promise.madeAt, node: <Made promise={promise} /> });
    }
    if (promise.endedAt !== null && (promise.kind !== 'policy' || promise.state === 'broken')) {
      lines.push({ id: `ended-${promise.id}`, at: promise.endedAt, node: <Ended promise={promise} /> });
    }
    return lines;
  });
}

function Made({ promise }: { promise: PromiseRow }) {
  const { t } = useTranslation(['cases', 'party-promises']);
  const now = useNow();
  const { language, timeZone } = useManner();
  const due = promise.firstDueAt ?? promise.dueAt;
  const at = due === null ? '' : instantWords(new Date(due), now, language, timeZone);
  return (
    <>
      <IconTargetArrow className="ico" size={14} stroke={1.7} aria-hidden />
      <span>
        {promise.party !== null
          ? t(`party-promises:line.${promise.party.side}`, { name: promise.party.name, what: promise.what, at })
          : t(promise.kind === 'internal' ? 'promise.line.internal' : 'promise.line.made', {
              name: promise.keeper?.name ?? t('assign.nobody'),
              what: promise.what,
              at,
            })}
        {promise.visible && ` ${t('promise.line.seen')}`}
      </span>
    </>
  );
}

/** Endings that say no more than the state does. */
const plain: ReadonlySet<string> = new Set(['done', 'released', 'silence', 'said']);

function Ended({ promise }: { promise: PromiseRow }) {
  const { t } = useTranslation('cases');
  const what = promiseTitle(promise, (key, values) => t(`promise.${key}`, values ?? {}));
  const Sign = promise.state === 'kept' ? IconCheck : IconX;
  return (
    <>
      <Sign className="ico" size={14} stroke={1.7} aria-hidden />
      <span className="grow">
        {t(`promise.line.${promise.state}`, { what })}
        {promise.endReason !== null &&
          !plain.has(promise.endReason) &&
          ` ${t(`promise.reasons.${promise.endReason}`, { defaultValue: promise.endReason })}`}
      </span>
      {promise.endedAt !== null && <TimeText at={promise.endedAt} />}
    </>
  );
}

/** What the case is promised next, at the end of its head: the solution where one is promised, else what is due first. */
export function Promised({ promises }: { promises: readonly PromiseRow[] }) {
  const { t } = useTranslation('cases');
  const now = useNow();
  const open = promises.filter((promise) => promise.state === 'open' && promise.dueAt !== null);
  const next = open.toSorted((one, other) => Date.parse(one.dueAt ?? '') - Date.parse(other.dueAt ?? ''))[0];
  if (next?.dueAt == null) return null;
  const risk = next.atRisk || Date.parse(next.dueAt) < now.getTime();
  return (
    <Link to="/promises/$id" params={{ id: next.id }} className={risk ? 'promised risk' : 'promised'}>
      <span className="cut">{promiseTitle(next, (key, values) => t(`promise.${key}`, values ?? {}))}</span>
      {next.paused ? t('promise.state.paused') : <TimeText at={next.dueAt} />}
    </Link>
  );
}

/** What people have promised in this case and still owe, above the composer: each can be kept with one press, or taken back before it is due. */
export function PromiseChips({ promises }: { promises: readonly PromiseRow[] }) {
  const { t } = useTranslation(['cases', 'party-promises']);
  const now = useNow();
  const { may } = useSession();
  const [withdrawing, setWithdrawing] = useState<string>();
  const open = promises.filter((promise) => promise.state === 'open' && promise.kind !== 'policy');
  if (open.length === 0) return null;
  const keep = async (id: string) => {
    try {
      showPromise(
        await call<typeof contract.keepPromise>('POST', '/promises/:id/keeping', { params: { id }, body: {} }),
      );
      notify(t('promise.done.kept'));
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  const inTime = ({ dueAt }: PromiseRow) => dueAt === null || Date.parse(dueAt) > now.getTime();
  return (
    <ul className="spoken-list" aria-label={t('promise.open')}>
      {open.map((promise) => (
        <li key={promise.id} className="spoken">
          <span className="line">
            <BarAlone {...barOf(promise, now)} />
          </span>
          <span className="grow">
            {promise.party !== null && (
              <span className="dim xs">{t(`party-promises:${promise.party.side}`, { name: promise.party.name })} </span>
            )}
            <Link to="/promises/$id" params={{ id: promise.id }}>
              {promise.what}
            </Link>
            <span className="xs mid">
              {promise.dueAt !== null && <TimeText at={promise.dueAt} />}
              {promise.keeper !== null && `, ${promise.keeper.name}`}
            </span>
          </span>
          <Button size="s" kind="yes" onClick={() => void keep(promise.id)}>
            {t('promise.keep')}
          </Button>
          {may('promises.write') && inTime(promise) && (
            <Button
              size="s"
              kind="quiet"
              aria-label={`${t('promise.move.withdraw')} ${promise.what}`}
              onClick={() => setWithdrawing(promise.id)}
            >
              {t('promise.move.withdraw')}
            </Button>
          )}
        </li>
      ))}
      {withdrawing !== undefined && (
        <Suspense fallback={null}>
          <WithdrawDialog id={withdrawing} onClose={() => setWithdrawing(undefined)} />
        </Suspense>
      )}
    </ul>
  );
}

/** The button in the composer that makes a promise, and its form. */
export function PromiseButton(props: { caseId: string; customer: { id: string; name: string } }) {
  const { t } = useTranslation('cases');
  const [open, setOpen] = useState(false);
  useShortcut('p', 'cases:keys.promise', () => setOpen(true));
  return (
    <>
      <Button size="s" kind="quiet" onClick={() => setOpen(true)}>
        <IconTargetArrow size={16} stroke={1.7} aria-hidden />
        {t('promise.make')}
      </Button>
      {open && <MakePromise {...props} onClose={() => setOpen(false)} />}
    </>
  );
}
