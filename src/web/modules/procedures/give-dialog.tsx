import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as approvals from '../../../contract/authority-approvals.ts';
import type * as contract from '../../../contract/authority.ts';
import { call } from '../../api.ts';
import { notify, notifyUndo } from '../../toasts.ts';
import { amountOf } from '../../ui/amount.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextSkeleton } from '../../ui/skeletons.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { amountWords } from './amounts.ts';
import { ApprovalLine } from './approval-line.tsx';
import { caseAuthorityQuery, deed, type Allowance } from './procedures.data.ts';

/** What I may give in this case right now; within it given at once, beyond it asked for with the same press. */
export default function GiveDialog({ caseId, onClose }: { caseId: string; onClose: () => void }) {
  const { t } = useTranslation('authority');
  const found = useQuery(caseAuthorityQuery(caseId));
  return (
    <Dialog opened onClose={onClose} title={t('give.title')} width={640}>
      <div className="stack">
        {found.isPending && <TextSkeleton lines={5} />}
        {found.isError && <ErrorNotice problem={found.error} onAgain={() => void found.refetch()} />}
        {found.data && found.data.approvals.length > 0 && (
          <ul className="rows">
            {found.data.approvals.map((approval) => (
              <ApprovalLine key={approval.id} approval={approval} />
            ))}
          </ul>
        )}
        {found.data && <GiveForm caseId={caseId} allowed={found.data.allowed} />}
        {found.data && found.data.gestures.length > 0 && (
          <section aria-labelledby="given">
            <h3 className="label" id="given">
              {t('give.given')}
            </h3>
            <ul className="rows">
              {found.data.gestures.map((gesture) => (
                <GivenLine key={gesture.id} gesture={gesture} />
              ))}
            </ul>
          </section>
        )}
      </div>
    </Dialog>
  );
}

function GiveForm({ caseId, allowed }: { caseId: string; allowed: readonly Allowance[] }) {
  const { t, i18n } = useTranslation('authority');
  const first = allowed.find((one) => one.left === null || one.left > 0) ?? allowed[0];
  const [kindId, setKind] = useState(first?.kind.id ?? '');
  const [size, setSize] = useState('');
  const [why, setWhy] = useState('');
  const at = allowed.find((one) => one.kind.id === kindId) ?? first;
  if (at === undefined) return <p className="mid">{t('give.nothing')}</p>;
  const wished = amountOf(size);
  const within = at.left === null || (wished <= at.left && at.left > 0);
  const words = (amount: number, of = at) => amountWords(amount, of.kind.unit, of.currency, i18n.language);
  const send = async () => {
    const params = { id: caseId };
    const body = { kindId: at.kind.id, size: wished, why };
    let undoId = '';
    const done = await deed('authority', async () => {
      if (within) undoId = (await call<typeof contract.give>('POST', '/cases/:id/gestures', { params, body })).id;
      else await call<typeof approvals.askApproval>('POST', '/cases/:id/approvals', { params, body });
    });
    if (!done) return;
    setSize('');
    setWhy('');
    if (!within) return notify(t('give.asked'));
    notifyUndo(t('give.done', { what: `${at.kind.name} ${words(wished)}` }), () => {
      void deed('authority', () =>
        call<typeof contract.undoGesture>('POST', '/gestures/:id/undo', { params: { id: undoId } }),
      );
    });
  };
  return (
    <form
      className="stack give-form"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <fieldset>
        <legend className="label">{t('give.now')}</legend>
        <div className="may">
          {allowed.map((one) => (
            <label key={one.kind.id} className={one.kind.id === at.kind.id ? 'on' : ''}>
              <input
                type="radio"
                name="kind"
                checked={one.kind.id === at.kind.id}
                onChange={() => setKind(one.kind.id)}
                {...(one === first ? { 'data-autofocus': true } : {})}
              />
              <span className="grow">{one.kind.name}</span>
              <span className={one.left === 0 ? 'dim xs' : 'strong xs'}>
                {one.left === null
                  ? t('give.noLimit')
                  : one.left === 0
                    ? t('give.ask')
                    : t('give.upTo', { amount: words(one.left, one) })}
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      <div className="row wrap at-end">
        <label>
          <span className="label">{t(`give.size.${at.kind.unit}`, { currency: at.currency })}</span>
          <input
            className="choose"
            required
            inputMode="decimal"
            size={8}
            value={size}
            onChange={(event) => setSize(event.currentTarget.value)}
          />
        </label>
        <label className="grow">
          <span className="label">{t('give.why')}</span>
          <input
            className="choose"
            required
            maxLength={1000}
            value={why}
            onChange={(event) => setWhy(event.currentTarget.value)}
          />
        </label>
        <Button kind="go" type="submit" disabled={!(wished > 0)}>
          {within || !(wished > 0) ? t('give.give') : t('give.askFor')}
        </Button>
      </div>
      {/* how the figure was read, before anything is given */}
      {wished > 0 && (
        <p className="dim sm">
          <b className="strong num">{words(wished)}</b> {!within && t('give.beyond')}
        </p>
      )}
      {size.trim() !== '' && !(wished > 0) && <p className="sm">{t('give.unread')}</p>}
    </form>
  );
}

function GivenLine({ gesture }: { gesture: contract.Gesture }) {
  const { t, i18n } = useTranslation('authority');
  return (
    <li>
      <p className="grow">
        <b className={gesture.undoneAt === null ? 'strong' : 'dim'}>
          {gesture.kind.name} {amountWords(gesture.size, gesture.unit, gesture.currency, i18n.language)}
        </b>{' '}
        {gesture.undoneAt !== null && <span className="dim xs">{t('give.undone')}</span>}
        <span className="mid sm block-line">{gesture.why}</span>
      </p>
      <span className="dim xs">
        {gesture.givenBy?.name} <TimeText at={gesture.at} />
      </span>
    </li>
  );
}
