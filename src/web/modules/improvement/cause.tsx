import { useState } from 'react';
import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/improvement-problems.ts';
import { call } from '../../api.ts';
import { useSession } from '../../session.ts';
import { notify } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { useFields } from '../../ui/fields.ts';
import { FormEnd } from '../../ui/form-end.tsx';
import { TextAreaField } from '../../ui/text-fields.tsx';
import { showProblem, type Problem } from './improvement.data.ts';

const depth = 5;

/** Why, asked five times, and the cause that is left at the end; with what helps until it is gone. */
export function Cause({ problem }: { problem: Problem }) {
  const { t } = useTranslation('fixing');
  const { may } = useSession();
  const [editing, setEditing] = useState(false);
  const known = problem.whys.length > 0 || problem.cause !== '' || problem.workaround !== '';
  if (editing) return <CauseForm problem={problem} onDone={() => setEditing(false)} />;
  return (
    <section aria-labelledby="cause">
      <header className="row">
        <h2 className="block-title grow" id="cause" style={{ margin: 0 }}>
          {t('cause.title')}
        </h2>
        {may('improvement.write') && (
          <Button size="s" onClick={() => setEditing(true)}>
            {t(known ? 'moves.change' : 'cause.start')}
          </Button>
        )}
      </header>
      {!known && <p className="dim">{t('cause.unknown')}</p>}
      {problem.whys.length > 0 && (
        <ol className="whys read" aria-label={t('cause.whys')}>
          {problem.whys.map((why) => (
            <li key={why}>
              <span>{why}</span>
            </li>
          ))}
        </ol>
      )}
      <dl className="stacked" style={{ marginTop: 12 }}>
        {problem.cause !== '' && (
          <div>
            <dt className="label">{t('cause.cause')}</dt>
            <dd>{problem.cause}</dd>
          </div>
        )}
        {problem.workaround !== '' && (
          <div>
            <dt className="label">{t('cause.workaround')}</dt>
            <dd>{problem.workaround}</dd>
          </div>
        )}
        {problem.solution !== '' && (
          <div>
            <dt className="label">{t('cause.solution')}</dt>
            <dd>{problem.solution}</dd>
          </div>
        )}
      </dl>
    </section>
  );
}

function CauseForm({ problem, onDone }: { problem: Problem; onDone: () => void }) {
  const { t } = useTranslation('fixing');
  const [whys, setWhys] = useState<readonly string[]>([
    ...problem.whys,
    ...Array.from({ length: Math.max(0, depth - problem.whys.length) }, () => ''),
  ]);
  const form = useFields(
    { cause: problem.cause, workaround: problem.workaround, solution: problem.solution },
    async (values) => {
      const body = { ...values, whys: whys.map((why) => why.trim()).filter((why) => why !== '') };
      showProblem(
        await call<typeof contract.changeProblem>('PATCH', '/problems/:id', { params: { id: problem.id }, body }),
      );
      notify(t('form.saved'));
      onDone();
    },
  );
  return (
    <form className="stacked" onSubmit={form.submit} aria-labelledby="cause-form">
      <h2 className="block-title" id="cause-form">
        {t('cause.title')}
      </h2>
      <ol className="whys">
        {whys.map((why, place) => (
          // The order of the whys is what they are.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={place}>
            <Textarea
              autosize
              minRows={1}
              maxLength={1000}
              aria-label={t('cause.why', { n: place + 1 })}
              placeholder={t(place === 0 ? 'cause.first' : 'cause.next')}
              value={why}
              onChange={(event) => {
                const typed = event.currentTarget.value;
                setWhys((before) => before.map((one, nth) => (nth === place ? typed : one)));
              }}
            />
          </li>
        ))}
      </ol>
      <TextAreaField bound={form.bind('cause')} label={t('cause.cause')} description={t('cause.causeHint')} />
      <TextAreaField
        bound={form.bind('workaround')}
        label={t('cause.workaround')}
        description={t('cause.workaroundHint')}
      />
      <TextAreaField bound={form.bind('solution')} label={t('cause.solution')} />
      <FormEnd form={form} go={t('form.save')} onLeave={onDone} />
    </form>
  );
}
