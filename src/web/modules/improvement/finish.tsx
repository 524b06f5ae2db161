import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/decisions.ts';
import { call } from '../../api.ts';
import { ask } from '../../questions.ts';
import { useSession } from '../../session.ts';
import { notify, notifyProblem } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { ChooseField } from '../../ui/choices.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useFields } from '../../ui/fields.ts';
import { FormEnd } from '../../ui/form-end.tsx';
import { TextAreaField } from '../../ui/text-fields.tsx';
import { showDecision, type Decision } from './improvement.data.ts';

const outcomes = ['held', 'did-not-hold', 'cannot-tell'] as const;

/** Decide, once the seat is answered and nobody is still reading; ninety days later say what became of it. */
export function Finish({ decision }: { decision: Decision }) {
  const { t, i18n } = useTranslation('fixing');
  const { may } = useSession();
  const [busy, setBusy] = useState(false);
  const [scoring, setScoring] = useState(false);
  const params = { id: decision.id };
  const act = async (deed: () => Promise<Decision>, done: string) => {
    setBusy(true);
    try {
      showDecision(await deed());
      notify(t(done));
    } catch (problem) {
      notifyProblem(problem);
    } finally {
      setBusy(false);
    }
  };
  const drop = async () => {
    const sure = await ask({ title: t('decision.dropTitle'), text: t('decision.dropWhy'), yes: t('decision.drop') });
    if (sure === undefined) return;
    await act(() => call<typeof contract.dropDecision>('POST', '/decisions/:id/drop', { params }), 'decision.dropped');
  };
  if (decision.state === 'draft') {
    const missing = new Intl.ListFormat(i18n.language).format(
      decision.missing.map((one) => t(`decision.missing.${one}`)),
    );
    const ready = decision.missing.length === 0;
    const mayDecide = may('improvement.decide');
    return (
      <div className="finish">
        <Button
          kind="go"
          size="l"
          disabled={!ready || !mayDecide}
          busy={busy}
          aria-describedby="not-yet"
          onClick={() =>
            void act(() => call<typeof contract.decide>('POST', '/decisions/:id/decide', { params }), 'decision.done')
          }
        >
          {t('decision.decide')}
        </Button>
        <p id="not-yet" className="sm mid grow">
          {ready ? (mayDecide ? '' : t('decision.others')) : t('decision.notYet', { missing })}
        </p>
        {may('improvement.write') && (
          <Button kind="quiet" onClick={() => void drop()}>
            {t('decision.drop')}
          </Button>
        )}
      </div>
    );
  }
  if (decision.state === 'decided' && may('improvement.decide')) {
    return (
      <div className="finish">
        <Button onClick={() => setScoring(true)}>{t('decision.score')}</Button>
        {scoring && <ScoreForm decision={decision} onClose={() => setScoring(false)} />}
      </div>
    );
  }
  return null;
}

function ScoreForm({ decision, onClose }: { decision: Decision; onClose: () => void }) {
  const { t } = useTranslation('fixing');
  const form = useFields({ outcome: 'held', words: '' }, async ({ outcome, words }) => {
    showDecision(
      await call<typeof contract.scoreDecision>('POST', '/decisions/:id/score', {
        params: { id: decision.id },
        body: { outcome: outcomes.find((one) => one === outcome) ?? 'cannot-tell', words: words.trim() },
      }),
    );
    onClose();
  });
  return (
    <Dialog opened onClose={onClose} title={t('decision.score')}>
      <form className="stacked" onSubmit={form.submit}>
        <ChooseField
          label={t('decision.outcome')}
          bound={form.bind('outcome')}
          options={outcomes.map((value) => [value, t(`decisions.outcome.${value}`)] as const)}
        />
        <TextAreaField required minRows={3} bound={form.bind('words')} label={t('decision.became')} />
        <FormEnd form={form} go={t('form.save')} onLeave={onClose} />
      </form>
    </Dialog>
  );
}
