import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { notify, notifyProblem } from '../../../toasts.ts';
import { Button } from '../../../ui/button.tsx';
import { Chip } from '../../../ui/chip.tsx';
import { FormEnd } from '../../../ui/form-end.tsx';
import { useFields } from '../../../ui/fields.ts';
import { TextField } from '../../../ui/text-fields.tsx';
import { TimeText, useManner, useNow } from '../../../ui/time-text.tsx';
import { instantOfWall, wallAhead, wallOfInstant } from '../../../wall-time.ts';
import { keepPromise, makePartyPromise, type Party, type PartyPromise } from './company.data.ts';

const sides = ['by', 'to'] as const;

/** What somebody who takes part has promised us and we him, with its clock: each opens in the ledger, each is kept with one press. */
export function PartyPromises({ promises }: { promises: readonly PartyPromise[] }) {
  const { t } = useTranslation('party-promises');
  if (promises.length === 0) return null;
  return (
    <ul className="party-promises">
      {promises.map((promise) => (
        <li key={promise.id} className="row wrap">
          <span className="grow">
            <span className="dim xs">{t(promise.party?.side ?? 'by', { name: promise.party?.name ?? '' })}</span>{' '}
            <Link to="/promises/$id" params={{ id: promise.id }}>
              {promise.what}
            </Link>
          </span>
          <PromiseEnd promise={promise} />
        </li>
      ))}
    </ul>
  );
}

/** How a promise stands: its hour and the press that keeps it, or how it ended. */
export function PromiseEnd({ promise }: { promise: PartyPromise }) {
  const { t } = useTranslation('party-promises');
  if (promise.state !== 'open')
    return (
      <Chip kind={promise.state === 'kept' ? 'plain' : promise.state === 'broken' ? 'risk' : 'line'}>
        {t(`state.${promise.state}`)}
      </Chip>
    );
  return (
    <>
      {promise.dueAt !== null && (
        <Chip kind={promise.atRisk ? 'risk' : 'line'}>
          <TimeText at={promise.dueAt} />
        </Chip>
      )}
      {!(promise.party?.task ?? false) && (
        <Button
          size="s"
          kind="yes"
          onClick={() => void keepPromise(promise.id).then(() => notify(t('kept')), notifyProblem)}
        >
          {t('keep')}
        </Button>
      )}
    </>
  );
}

/** Notes what a party promised us, or we it, by an hour. */
export function NotePromise({ caseId, party, onDone }: { caseId: string; party: Party; onDone: () => void }) {
  const { t } = useTranslation('party-promises');
  const { timeZone } = useManner();
  const now = useNow();
  const form = useFields({ side: 'by', what: '', dueAt: wallAhead(now, timeZone, 1, '12:00') }, async (values) => {
    const dueAt = instantOfWall(values.dueAt, timeZone);
    if (dueAt === undefined || party.id === null) return;
    await makePartyPromise({
      caseId,
      what: values.what.trim(),
      dueAt,
      party: { id: party.id, side: sides.find((one) => one === values.side) ?? 'by' },
    });
    notify(t('made'));
    onDone();
  });
  return (
    <form className="stack grow" style={{ flexBasis: '100%' }} onSubmit={form.submit}>
      <fieldset className="row wrap">
        <legend className="label">{t('side')}</legend>
        {sides.map((side) => (
          <label key={side} className="row">
            <input
              type="radio"
              name={`side-${party.id ?? ''}`}
              checked={form.values.side === side}
              onChange={() => form.set('side', side)}
            />
            {t(`sideOf.${side}`, { name: party.name })}
          </label>
        ))}
      </fieldset>
      <div className="row wrap">
        <div className="grow">
          <TextField data-autofocus required maxLength={300} bound={form.bind('what')} label={t('what')} />
        </div>
        <TextField
          required
          type="datetime-local"
          min={wallOfInstant(now, timeZone)}
          bound={form.bind('dueAt')}
          label={t('when')}
        />
      </div>
      <p className="dim xs">{t('why')}</p>
      <FormEnd form={form} go={t('save')} onLeave={onDone} />
    </form>
  );
}
