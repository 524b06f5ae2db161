import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type * as running from '../../../contract/procedures-running.ts';
import { call } from '../../api.ts';
import { usePaged } from '../../paged.ts';
import { ask } from '../../questions.ts';
import { useSession } from '../../session.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { ShowMore } from '../../ui/show-more.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import {
  deed,
  ideasQuery,
  procedureVersionsQuery,
  type ProcedureIdea,
  type ProcedureVersion,
} from './procedures.data.ts';

/** What people did otherwise and what became of it, and what each version changed. */
export function ProcedureHistory({ id }: { id: string }) {
  const { t } = useTranslation('procedures');
  const ideas = usePaged(ideasQuery(id));
  const versions = usePaged(procedureVersionsQuery(id));
  return (
    <div className="stack no-print">
      <section aria-labelledby="ideas">
        <h3 className="label" id="ideas">
          {t('ideas.title')}
        </h3>
        {ideas.items.length === 0 && <p className="dim sm">{t('ideas.none')}</p>}
        <ul className="rows">
          {ideas.items.map((idea) => (
            <IdeaLine key={idea.id} idea={idea} />
          ))}
        </ul>
        <ShowMore more={ideas.more} />
      </section>
      <section aria-labelledby="versions">
        <h3 className="label" id="versions">
          {t('history.title')}
        </h3>
        {versions.items.length === 0 && <p className="dim sm">{t('edit.neverPublished')}</p>}
        <ol className="rows">
          {versions.items.map((version) => (
            <VersionLine key={version.version} version={version} />
          ))}
        </ol>
        <ShowMore more={versions.more} />
      </section>
    </div>
  );
}

function IdeaLine({ idea }: { idea: ProcedureIdea }) {
  const { t } = useTranslation('procedures');
  const { may } = useSession();
  const answer = async (state: 'taken-up' | 'declined', asProblem = false) => {
    const said = await ask({
      title: t(`ideas.ask.${state}`),
      text: idea.text,
      yes: t(`ideas.${state}`),
      reason: { label: t('ideas.answer') },
    });
    if (said === undefined) return;
    await deed('procedures', () =>
      call<typeof running.answerProcedureIdea>('POST', '/procedure-ideas/:id/answer', {
        params: { id: idea.id },
        body: { state, answer: said.reason, asProblem },
      }),
    );
  };
  return (
    <li>
      <div className="grow">
        <p>{idea.text}</p>
        <p className="dim xs">
          {idea.saidBy?.name} <TimeText at={idea.saidAt} />
          {idea.stepTitle !== null && ` · ${idea.stepTitle}`}
          {idea.caseNumber !== null && (
            <>
              {' · '}
              <Link to="/inbox/{-$number}" params={{ number: String(idea.caseNumber) }}>
                #{idea.caseNumber}
              </Link>
            </>
          )}
        </p>
        {idea.answer !== null && <p className="mid sm">{idea.answer}</p>}
      </div>
      {idea.state !== 'open' && <Chip kind="line">{t(`ideas.state.${idea.state}`)}</Chip>}
      {idea.state === 'open' && may('procedures.write') && (
        <>
          <Button size="s" onClick={() => void answer('taken-up')}>
            {t('ideas.taken-up')}
          </Button>
          <Button size="s" kind="quiet" onClick={() => void answer('taken-up', true)}>
            {t('ideas.asProblem')}
          </Button>
          <Button size="s" kind="quiet" onClick={() => void answer('declined')}>
            {t('ideas.declined')}
          </Button>
        </>
      )}
    </li>
  );
}

function VersionLine({ version }: { version: ProcedureVersion }) {
  const { t } = useTranslation('procedures');
  const { changes } = version;
  return (
    <li>
      <div className="grow">
        <p className="row wrap">
          <b className="strong">{t('run.version', { version: version.version })}</b>
          <span className="dim xs">
            {version.publishedBy?.name} <TimeText at={version.publishedAt} /> ·{' '}
            {t('history.runs', { count: version.runs })}
          </span>
        </p>
        {version.why !== '' && <p className="mid sm">{version.why}</p>}
        {changes !== null && (
          <ul className="sm">
            {changes.fields.map((change) => (
              <Change key={change.field} name={t(`edit.${change.field}`)} {...change} />
            ))}
            {changes.steps.map((step) => (
              <li key={step.key}>
                {t(`history.${step.what}`, { title: step.title })}
                {step.fields.length > 0 && (
                  <ul>
                    {step.fields.map((change) => (
                      <Change key={change.field} name={t(`edit.${change.field}`)} {...change} />
                    ))}
                  </ul>
                )}
              </li>
            ))}
          </ul>
        )}
      </div>
    </li>
  );
}

function Change({ name, before, after }: { name: string; before: string; after: string }) {
  return (
    <li>
      <span className="dim">{name}:</span> {before !== '' && <del>{before}</del>} {after !== '' && <ins>{after}</ins>}
    </li>
  );
}
