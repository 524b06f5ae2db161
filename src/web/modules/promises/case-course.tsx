import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { startProcedure, stopProcedure } from '../../../contract/procedures-running.ts';
import type { CaseCourse } from '../../../contract/promises-course.ts';
import type { CaseEstimate, SimilarCase } from '../../../contract/promises-estimates.ts';
import { call } from '../../api.ts';
import { queryClient } from '../../query-client.ts';
import { useSession } from '../../session.ts';
import { notifyProblem, notifyUndo } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { useManner, useNow } from '../../ui/time-text.tsx';
import { instantWords } from '../../ui/time-words.ts';
import { minutesWords } from './promise-words.ts';
import { caseCourseQuery } from './register/register.data.ts';

/** What to do about a case and how long it will take: procedure, solved cases like it, estimate with its reasons. */
export default function CaseCoursePart({ caseId }: { caseId: string }) {
  const { t } = useTranslation('course');
  const course = useQuery(caseCourseQuery(caseId)).data;
  if (course === undefined) return null;
  const { procedure, similar, estimate } = course;
  const told = estimate.quote !== null || (estimate.unknown !== 'closed' && estimate.unknown !== 'not asked yet');
  if (procedure === null && similar.length === 0 && !told) return null;
  return (
    <section className="sec" aria-labelledby="course">
      <header>
        <h3 id="course">{t('title')}</h3>
      </header>
      {procedure !== null && <Procedure caseId={caseId} procedure={procedure} />}
      {told && <Told estimate={estimate} />}
      {similar.length > 0 && <Similar similar={similar} />}
    </section>
  );
}

/** One press begins it; its steps are then above the conversation. */
function Procedure({ caseId, procedure }: { caseId: string; procedure: NonNullable<CaseCourse['procedure']> }) {
  const { t } = useTranslation('course');
  const { may } = useSession();
  const [busy, setBusy] = useState(false);
  const again = () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: ['procedures'] }),
      queryClient.invalidateQueries({ queryKey: ['promises', 'course'] }),
    ]);
  const stop = async (id: string) => {
    try {
      await call<typeof stopProcedure>('POST', '/procedure-runs/:id/stop', {
        params: { id },
        body: { reason: t('mistake') },
      });
      await again();
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  const start = async () => {
    setBusy(true);
    try {
      const run = await call<typeof startProcedure>('POST', '/cases/:id/procedures', {
        params: { id: caseId },
        body: { procedureId: procedure.id },
      });
      await again();
      notifyUndo(t('begun', { name: procedure.name }), () => void stop(run.id));
    } catch (problem) {
      notifyProblem(problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="row" style={{ alignItems: 'flex-start' }}>
      <p className="grow">
        <b className="strong">{procedure.name}</b>{' '}
        <span className="dim xs">{t('steps', { count: procedure.steps })}</span>
        {procedure.purpose !== '' && <span className="dim sm block-line">{procedure.purpose}</span>}
      </p>
      {procedure.runId !== null ? (
        <span className="dim xs">{t('runs')}</span>
      ) : (
        may('cases.write') && (
          <Button
            size="s"
            kind="yes"
            busy={busy}
            aria-label={t('beginOne', { name: procedure.name })}
            onClick={() => void start()}
          >
            {t('begin')}
          </Button>
        )
      )}
    </div>
  );
}

function Similar({ similar }: { similar: readonly SimilarCase[] }) {
  const { t } = useTranslation('register');
  return (
    <>
      <p className="label">{t('case.similar')}</p>
      <ul className="stack" style={{ listStyle: 'none', margin: 0, padding: 0, gap: 8 }}>
        {similar.map((one) => (
          <li key={one.id}>
            <Link to="/inbox/{-$number}" params={{ number: String(one.number) }} search={{} as never}>
              {one.subject}
            </Link>
            <span className="dim xs">
              {' '}
              {[
                one.minutes === null ? '' : minutesWords(one.minutes, (key, values) => t(key, values ?? {})),
                one.confirmed ? t('case.confirmed') : '',
                one.repeats > 0 ? t('case.repeats', { count: one.repeats }) : '',
              ]
                .filter(Boolean)
                .join(', ')}
            </span>
            {one.solvedBy !== null && <p className="sm mid">{one.solvedBy}</p>}
          </li>
        ))}
      </ul>
    </>
  );
}

function Told({ estimate }: { estimate: CaseEstimate }) {
  const { t } = useTranslation('register');
  const now = useNow();
  const { language, timeZone } = useManner();
  const at = (instant: string) => instantWords(new Date(instant), now, language, timeZone);
  const { quote, unknown, history } = estimate;
  if (quote === null)
    return (
      <p className="dim">
        {t(`case.unknown.${unknown ?? 'not asked yet'}`, { n: estimate.n, fewest: estimate.fewest })}
      </p>
    );
  const first = history.at(-1);
  return (
    <>
      <p>
        <b className="strong">{t('case.range', { half: at(quote.halfAt), likely: at(quote.likelyAt) })}</b>
      </p>
      <p className="dim xs">
        {t('case.why', { n: quote.basis.resolved })}{' '}
        {quote.basis.alike.length > 0 && `(${quote.basis.alike.map((one) => t(`case.alike.${one}`)).join(', ')})`}
      </p>
      {first !== undefined && first.id !== quote.id && (
        <p className="dim xs">{t('case.before', { at: at(first.likelyAt) })}</p>
      )}
    </>
  );
}
