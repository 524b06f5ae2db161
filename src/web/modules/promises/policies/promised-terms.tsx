import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../session.ts';
import { notifyProblem } from '../../../toasts.ts';
import { Button } from '../../../ui/button.tsx';
import { openWords } from './open-time.ts';
import { done, promisedTermsQuery, type PromisedTerms, removePolicy, restorePolicy, type Whom } from './terms.data.ts';

const PolicyForm = lazy(() => import('./policy-form.tsx').then(({ PolicyForm: part }) => ({ default: part })));

/** What policies promise this customer or organisation, and terms of their own: made, changed and taken back here. */
export default function PromisedTermsPart({ whom }: { whom: Whom }) {
  const { t } = useTranslation(['terms', 'cases', 'settings']);
  const { may } = useSession();
  const terms = useQuery(promisedTermsQuery(whom)).data;
  const [open, setOpen] = useState(false);
  if (terms === undefined) return null;
  const { own, ofOrganisation } = terms;
  const write = may('policies.write');
  const remove = async (id: string) => {
    try {
      await removePolicy(id);
      done(t('own.removed', { name: whom.name }), () => restorePolicy(id));
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  const said =
    own !== null
      ? t(own.active ? 'own.has' : 'own.off', { policy: own.name })
      : ofOrganisation !== null
        ? t('own.ofOrganisation', { policy: ofOrganisation.name })
        : t('own.none');
  return (
    <section aria-labelledby="promised-terms">
      <h2 id="promised-terms">{t('own.title')}</h2>
      <ul className="stack" style={{ listStyle: 'none', margin: 0, padding: 0, gap: 6 }}>
        {linesOf(terms).map((line) => (
          <li key={line.priorities.join()} className="sm">
            {line.priorities.length < 4 && (
              <span className="dim">{line.priorities.map((one) => t(`cases:priority.${one}`)).join(', ')}: </span>
            )}
            {wordsOf(line, (key, values) => t(key, values ?? {})) || t('own.nothing')}
            {line.policy !== null && <span className="dim xs"> ({line.policy.name})</span>}
          </li>
        ))}
      </ul>
      <p className="dim xs">
        {said} {terms.running > 0 && t('own.running', { count: terms.running })}
      </p>
      {own !== null && own.active && !terms.usual.some(({ policy }) => policy?.id === own.id) && (
        <p className="hl sm">{t('own.shadowed', { policy: own.name })}</p>
      )}
      {write && (
        <p className="row wrap">
          <Button size="s" onClick={() => setOpen(true)}>
            {own === null ? t('own.otherwise') : t('settings:change')}
          </Button>
          {own !== null && (
            <Button size="s" kind="quiet" onClick={() => void remove(own.id)}>
              {t('own.back')}
            </Button>
          )}
        </p>
      )}
      {open && (
        <Suspense>
          <PolicyForm
            whom={whom}
            {...(own === null
              ? { start: terms.usual.find(({ priority }) => priority === 'normal')! }
              : { policy: own })}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </section>
  );
}

type Usual = PromisedTerms['usual'][number];
interface Line extends Omit<Usual, 'priority'> {
  priorities: Usual['priority'][];
}

/** Priorities that are promised the same share a line. */
function linesOf({ usual }: PromisedTerms): Line[] {
  const lines: Line[] = [];
  for (const { priority, ...one } of usual) {
    const same = lines.find(
      (line) => JSON.stringify({ ...line, priorities: 0 }) === JSON.stringify({ ...one, priorities: 0 }),
    );
    if (same === undefined) lines.push({ ...one, priorities: [priority] });
    else same.priorities.push(priority);
  }
  return lines;
}

function wordsOf(line: Line, t: (key: string, values?: Record<string, unknown>) => string): string {
  return (
    [
      ['firstResponse', line.firstResponseMinutes],
      ['nextResponse', line.nextResponseMinutes],
      ['resolution', line.resolutionMinutes],
    ] as const
  )
    .flatMap(([clock, minutes]) =>
      minutes === null ? [] : [t(`settings:policy.${clock}In`, { time: openWords(minutes, t) })],
    )
    .join(', ');
}
