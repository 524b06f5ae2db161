import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/improvement-problems.ts';
import { call } from '../../api.ts';
import { queryClient } from '../../query-client.ts';
import { useSession } from '../../session.ts';
import { notify, notifyProblem, notifyUndo } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { caseProblemsQuery, unsolvedQuery } from './case-problems.data.ts';

type Linked = Pick<contract.Problem, 'id' | 'title' | 'state'>;

const shown = 6;

/** Beside a case: which problem is behind it. Whoever may change problems links one here, and takes the link away. */
export default function CaseProblems({ caseId }: { caseId: string }) {
  const { t } = useTranslation(['case-problems', 'fixing']);
  const { may } = useSession();
  const [choosing, setChoosing] = useState(false);
  const problems = useQuery(caseProblemsQuery(caseId)).data;
  const writes = may('improvement.write');
  if (problems === undefined || (problems.length === 0 && !writes)) return null;
  const turn = async (problem: Linked, linked: boolean) => {
    const params = { id: problem.id, caseId };
    try {
      await (linked
        ? call<typeof contract.linkCase>('PUT', '/problems/:id/cases/:caseId', { params })
        : call<typeof contract.unlinkCase>('DELETE', '/problems/:id/cases/:caseId', { params }));
      await queryClient.invalidateQueries({ queryKey: ['improvement'] });
      setChoosing(false);
      if (linked) notify(t('linked', { title: problem.title }));
      else notifyUndo(t('unlinked', { title: problem.title }), () => void turn(problem, true));
    } catch (trouble) {
      notifyProblem(trouble);
    }
  };
  return (
    <section className="sec" aria-labelledby="case-problems">
      <header>
        <h3 id="case-problems">{t('title')}</h3>
      </header>
      {problems.length === 0 && <p className="dim">{t('none')}</p>}
      {problems.map((problem) => (
        <p key={problem.id} className="row">
          <span className="grow">
            <Link to="/improve/problems/$id" params={{ id: problem.id }}>
              {problem.title}
            </Link>{' '}
            <span className="dim xs">{t(`fixing:problems.state.${problem.state}`)}</span>
          </span>
          {writes && (
            <Button
              kind="icon"
              size="s"
              aria-label={t('unlink', { title: problem.title })}
              onClick={() => void turn(problem, false)}
            >
              <IconX size={14} stroke={1.7} aria-hidden />
            </Button>
          )}
        </p>
      ))}
      {writes && (
        <Button size="s" kind="quiet" aria-expanded={choosing} onClick={() => setChoosing(!choosing)}>
          {t('link')}
        </Button>
      )}
      {choosing && <Chooser but={problems} onPick={(problem) => void turn(problem, true)} />}
    </section>
  );
}

function Chooser({ but, onPick }: { but: readonly Linked[]; onPick: (problem: Linked) => void }) {
  const { t } = useTranslation('case-problems');
  const [words, setWords] = useState('');
  const found = useQuery(unsolvedQuery(useDeferredValue(words.trim().slice(0, 100)))).data;
  const offered = found?.filter(({ id }) => !but.some((one) => one.id === id)).slice(0, shown);
  return (
    <div role="group" aria-label={t('link')}>
      <input
        type="search"
        className="choose"
        aria-label={t('find')}
        placeholder={t('find')}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      {offered?.length === 0 && (
        <p className="dim" role="status">
          {t('nothing')}
        </p>
      )}
      {offered?.map((problem) => (
        <p key={problem.id}>
          <Button size="s" onClick={() => onPick(problem)}>
            {problem.title}
          </Button>
        </p>
      ))}
    </div>
  );
}
