import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/procedures.ts';
import { call } from '../../api.ts';
import { ask } from '../../questions.ts';
import { useSession } from '../../session.ts';
import { notify } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { RowsSkeleton } from '../../ui/skeletons.tsx';
import { caseKinds } from '../../../domain/cases/words.ts';
import { WordBox } from './boxes.tsx';
import { ProcedureHistory } from './procedure-history.tsx';
import { deed, procedureQuery, type Procedure, type ProcedureContent } from './procedures.data.ts';
import { StepList } from './step-list.tsx';

/** One procedure: written, checked, published, printed; below it its history and the ideas for it. */
export default function ProcedurePage({ id, onBack }: { id: string; onBack: () => void }) {
  const found = useQuery(procedureQuery(id));
  if (found.isPending) return <RowsSkeleton rows={6} height={52} />;
  if (found.isError) return <ErrorNotice problem={found.error} onAgain={() => void found.refetch()} />;
  return (
    <Page
      key={`${id} ${String(found.data.revision)} ${String(found.data.version)}`}
      found={found.data}
      onBack={onBack}
    />
  );
}

function Page({ found, onBack }: { found: Procedure; onBack: () => void }) {
  const { t } = useTranslation(['procedures', 'cases']);
  const { may } = useSession();
  const write = may('procedures.write');
  const [content, setContent] = useState<ProcedureContent>(found.content);
  const changed = content !== found.content;
  const set = (change: Partial<ProcedureContent>) => setContent((before) => ({ ...before, ...change }));
  const params = { id: found.id };
  const save = async (): Promise<boolean> => {
    const kept = await deed('procedures', () =>
      call<typeof contract.changeProcedure>('PATCH', '/procedures/:id', {
        params,
        body: { content, revision: found.revision },
      }),
    );
    if (kept) notify(t('edit.saved'));
    return kept;
  };
  const publish = async () => {
    const answer = await ask({
      title: t('edit.publishTitle', { version: found.version + 1 }),
      text: t('edit.publishText'),
      yes: t('edit.publish'),
      reason: { label: t('edit.publishWhy'), optional: true },
    });
    if (answer === undefined || (changed && !(await save()))) return;
    const done = await deed('procedures', () =>
      call<typeof contract.publishProcedure>('POST', '/procedures/:id/publication', {
        params,
        body: { why: answer.reason },
      }),
    );
    if (done) notify(t('edit.published', { version: found.version + 1 }));
  };
  const retire = (retired: boolean) =>
    void deed('procedures', () =>
      call<typeof contract.changeProcedure>('PATCH', '/procedures/:id', { params, body: { retired } }),
    );
  const drop = async () => {
    if ((await ask({ title: t('edit.dropTitle'), text: t('edit.dropText'), yes: t('edit.drop') })) === undefined)
      return;
    const gone = await deed('procedures', () =>
      call<typeof contract.dropProcedureDraft>('DELETE', '/procedures/:id/draft', { params }),
    );
    if (gone && found.version === 0) onBack();
  };
  return (
    <section className="block" aria-labelledby="procedure">
      <header className="row wrap no-print">
        <Button kind="quiet" onClick={onBack}>
          {t('edit.back')}
        </Button>
        <span className="grow dim xs">
          {found.version === 0 ? t('edit.neverPublished') : t('run.version', { version: found.version })}
          {found.hasDraft && ` · ${t('list.draft')}`}
        </span>
        <Button kind="quiet" onClick={() => window.print()}>
          {t('edit.print')}
        </Button>
        {write && found.version > 0 && (
          <Button kind="quiet" onClick={() => retire(!found.retired)}>
            {t(found.retired ? 'edit.bringBack' : 'edit.retire')}
          </Button>
        )}
        {write && found.hasDraft && (
          <Button kind="quiet" onClick={() => void drop()}>
            {t('edit.drop')}
          </Button>
        )}
        {write && (
          <Button disabled={!changed} onClick={() => void save()}>
            {t('edit.save')}
          </Button>
        )}
        {write && (found.hasDraft || changed) && (
          <Button kind="go" onClick={() => void publish()}>
            {t('edit.publish')}
          </Button>
        )}
      </header>
      <h2 className="title" id="procedure">
        {content.name}
      </h2>
      <fieldset className="step-edit" disabled={!write}>
        <legend className="sr">{t('edit.about')}</legend>
        <div className="grid">
          <WordBox name={t('edit.name')} value={content.name} onWord={(name) => set({ name })} />
          <WordBox name={t('edit.purpose')} value={content.purpose} onWord={(purpose) => set({ purpose })} lines={2} />
          <Listed name={t('edit.tags')} value={content.tags} onList={(tags) => set({ tags })} />
          <Listed name={t('edit.words')} value={content.words} onList={(words) => set({ words })} />
        </div>
        <p className="row wrap" role="group" aria-label={t('edit.kinds')}>
          <span className="label">{t('edit.kinds')}</span>
          {caseKinds.map((kind) => (
            <label key={kind} className="row sm">
              <input
                type="checkbox"
                checked={content.kinds.includes(kind)}
                onChange={(event) =>
                  set({
                    kinds: event.currentTarget.checked
                      ? [...content.kinds, kind]
                      : content.kinds.filter((one) => one !== kind),
                  })
                }
              />
              {t(`cases:kind.${kind}`)}
            </label>
          ))}
        </p>
      </fieldset>
      <StepList content={content} findings={found.findings} write={write} onSteps={(steps) => set({ steps })} />
      <ProcedureHistory id={found.id} />
    </section>
  );
}

/** Words apart by commas; kept as typed until the field is left. */
function Listed({ name, value, onList }: { name: string; value: readonly string[]; onList: (list: string[]) => void }) {
  const [typed, setTyped] = useState(value.join(', '));
  return (
    <label>
      <span className="label">{name}</span>
      <input
        className="choose"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={() => {
          const list = typed
            .split(',')
            .map((one) => one.trim())
            .filter(Boolean);
          if (list.join() !== value.join()) onList(list);
        }}
      />
    </label>
  );
}
