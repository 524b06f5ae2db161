import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/voice-recoveries.ts';
import { call } from '../../api.ts';
import { useColleagues } from '../../colleagues.ts';
import { useSession } from '../../session.ts';
import { notify, notifyProblem } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { useFields } from '../../ui/fields.ts';
import { FormEnd } from '../../ui/form-end.tsx';
import { TextAreaField } from '../../ui/text-fields.tsx';
import { showRecovery, type RecoveryInFull, type RecoveryMove } from './voice.data.ts';

const needWords = new Set<RecoveryMove>(['cause', 'offer-remedy']);

/** What may be done now, the usual next step first; words are asked for where they are needed. */
export function RecoveryMoves({ recovery }: { recovery: RecoveryInFull }) {
  const { t } = useTranslation('listening');
  const { may } = useSession();
  const [open, setOpen] = useState<RecoveryMove>();
  const moves = recovery.allowed.filter((move) => move !== 'assign');
  const next = nextMove(recovery);
  if (!may('recoveries.write')) return null;
  return (
    <section aria-labelledby="moves">
      <h2 className="sr" id="moves">
        {t('recovery.moves')}
      </h2>
      {open === undefined ? (
        <div className="row" style={{ flexWrap: 'wrap' }}>
          {moves.map((move) => (
            <Button key={move} kind={move === next ? 'go' : 'plain'} onClick={() => setOpen(move)}>
              {t(`recovery.move.${move}`)}
            </Button>
          ))}
        </div>
      ) : (
        <MoveForm key={open} recovery={recovery} move={open} onDone={() => setOpen(undefined)} />
      )}
      {moves.length === 0 && recovery.endedAt === null && <p className="mid">{t('recovery.waits')}</p>}
    </section>
  );
}

/** Who takes care of it; handing over is a move like the others. */
export function RecoveryOwner({ recovery }: { recovery: RecoveryInFull }) {
  const { t } = useTranslation('listening');
  const { may } = useSession();
  const colleagues = useColleagues();
  const assign = async (ownerId: string) => {
    try {
      showRecovery(await send(recovery.id, { move: 'assign', ownerId }));
      notify(t('recovery.handed'));
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  if (!recovery.allowed.includes('assign') || !may('recoveries.write')) {
    return <p className="strong">{recovery.owner?.name ?? t('recovery.nobody')}</p>;
  }
  return (
    <select
      className="choose"
      aria-label={t('recovery.owner')}
      value={recovery.owner?.id ?? ''}
      onChange={(event) => {
        if (event.currentTarget.value !== '') void assign(event.currentTarget.value);
      }}
    >
      {recovery.owner === null && <option value="">{t('recovery.nobody')}</option>}
      {colleagues.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  );
}

function MoveForm(props: { recovery: RecoveryInFull; move: RecoveryMove; onDone: () => void }) {
  const { t } = useTranslation('listening');
  const { recovery, move, onDone } = props;
  const needed = needWords.has(move);
  const first = useRef<HTMLTextAreaElement>(null);
  useEffect(() => first.current?.focus(), []);
  const form = useFields(
    {
      words: move === 'cause' ? recovery.cause : move === 'offer-remedy' ? recovery.remedyOffered : '',
      loss: recovery.loss,
    },
    async ({ words, loss }) => {
      showRecovery(
        await send(recovery.id, {
          move,
          ...(words.trim() === '' ? {} : { words: words.trim() }),
          ...(loss.trim() === '' || loss === recovery.loss ? {} : { loss: loss.trim() }),
        }),
      );
      notify(t(`recovery.did.${move}`));
      onDone();
    },
  );
  return (
    <form className="card quick" onSubmit={form.submit} aria-label={t(`recovery.move.${move}`)}>
      <TextAreaField
        ref={first}
        required={needed}
        minRows={2}
        bound={form.bind('words')}
        label={t(`recovery.ask.${move}`)}
        description={t(`recovery.hint.${move}`)}
        styles={{ input: { fontFamily: 'var(--sans)', fontSize: 'var(--t-md)' } }}
      />
      {move === 'contact' && (
        <TextAreaField
          minRows={1}
          bound={form.bind('loss')}
          label={t('recovery.loss')}
          description={t('recovery.lossHint')}
          styles={{ input: { fontFamily: 'var(--sans)', fontSize: 'var(--t-md)' } }}
        />
      )}
      <FormEnd form={form} go={t(`recovery.move.${move}`)} onLeave={onDone} />
    </form>
  );
}

/** The step that usually comes now. */
function nextMove({ allowed, cause, remedyOffered }: RecoveryInFull): RecoveryMove | undefined {
  const order: RecoveryMove[] = [
    'contact',
    ...(cause === '' ? (['cause'] as const) : []),
    ...(remedyOffered === '' ? (['offer-remedy'] as const) : (['remedy-accepted'] as const)),
    'ask-again',
  ];
  return order.find((move) => allowed.includes(move));
}

function send(id: string, body: { move: RecoveryMove; words?: string; loss?: string; ownerId?: string }) {
  return call<typeof contract.moveRecovery>('POST', '/recoveries/:id/moves', { params: { id }, body });
}
