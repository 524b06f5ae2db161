import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/improvement.ts';
import { call } from '../../api.ts';
import { ask } from '../../questions.ts';
import { useSession } from '../../session.ts';
import { notify, notifyProblem } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useFields } from '../../ui/fields.ts';
import { FormEnd } from '../../ui/form-end.tsx';
import { TextField } from '../../ui/text-fields.tsx';
import { refreshImprovements, type ImprovementPage } from './improvement.data.ts';
import { ImprovementForm } from './improvement-form.tsx';

/** What may be done with an improvement now: start it, close it with its verdict, change it, give it up. */
export function ImprovementMoves({ improvement }: { improvement: ImprovementPage }) {
  const { t } = useTranslation('fixing');
  const { may } = useSession();
  const [open, setOpen] = useState<'form' | 'start'>();
  if (!may('improvement.write')) return null;
  const { state, verdict, id } = improvement;
  const params = { id };
  const act = async (done: string, deed: () => Promise<unknown>) => {
    try {
      await deed();
      await refreshImprovements();
      notify(t(done));
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  const close = async () => {
    const given = await ask({
      title: t('moves.closeTitle'),
      text: t('moves.closeWhy'),
      yes: t('moves.close'),
      reason: { label: t('moves.words'), optional: true },
    });
    if (given === undefined) return;
    await act('moves.closed', () =>
      call<typeof contract.closeImprovement>('POST', '/improvements/:id/close', {
        params,
        body: { words: given.reason },
      }),
    );
  };
  const abandon = async () => {
    const given = await ask({
      title: t('moves.abandonTitle'),
      text: t('moves.abandonWhy'),
      yes: t('moves.abandon'),
      reason: { label: t('moves.because') },
    });
    if (given === undefined) return;
    await act('moves.abandoned', () =>
      call<typeof contract.abandonImprovement>('POST', '/improvements/:id/abandon', {
        params,
        body: { because: given.reason },
      }),
    );
  };
  const running = state === 'running';
  const judged = running && verdict !== null && verdict !== 'too-early';
  return (
    <div className="row" style={{ flexWrap: 'wrap', marginTop: 18 }}>
      {state === 'proposed' && (
        <Button kind="go" onClick={() => setOpen('start')}>
          {t('moves.start')}
        </Button>
      )}
      {judged && (
        <Button kind="go" onClick={() => void close()}>
          {t(`moves.closeAs.${verdict}`)}
        </Button>
      )}
      {(state === 'proposed' || running) && <Button onClick={() => setOpen('form')}>{t('moves.change')}</Button>}
      {(state === 'proposed' || running) && (
        <Button kind="quiet" onClick={() => void abandon()}>
          {t('moves.giveUp')}
        </Button>
      )}
      {open === 'form' && <ImprovementForm improvement={improvement} onClose={() => setOpen(undefined)} />}
      {open === 'start' && <StartForm id={id} onClose={() => setOpen(undefined)} />}
    </div>
  );
}

/** Since which day the change is in effect; from then on the plan stands. */
function StartForm({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation('fixing');
  const form = useFields({ on: '' }, async ({ on }) => {
    await call<typeof contract.startImprovement>('POST', '/improvements/:id/start', {
      params: { id },
      body: on === '' ? {} : { on },
    });
    await refreshImprovements();
    notify(t('moves.started'));
    onClose();
  });
  return (
    <Dialog opened onClose={onClose} title={t('moves.start')}>
      <form className="stacked" onSubmit={form.submit}>
        <p className="mid">{t('moves.startWhy')}</p>
        <TextField type="date" bound={form.bind('on')} label={t('moves.on')} description={t('moves.onHint')} />
        <FormEnd form={form} go={t('moves.startNow')} onLeave={onClose} />
      </form>
    </Dialog>
  );
}
