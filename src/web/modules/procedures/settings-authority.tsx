import './procedures.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/authority.ts';
import { roles } from '../../../domain/people/permissions.ts';
import { spans, gestureUnits } from '../../../domain/procedures/authority.ts';
import { call } from '../../api.ts';
import { usePaged } from '../../paged.ts';
import { ask } from '../../questions.ts';
import { useSession } from '../../session.ts';
import { notifyUndo } from '../../toasts.ts';
import { amountOf } from '../../ui/amount.ts';
import { Block } from '../../ui/block.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/choices.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { ShowMore } from '../../ui/show-more.tsx';
import { RowsSkeleton } from '../../ui/skeletons.tsx';
import { amountWords } from './amounts.ts';
import { ApprovalLine } from './approval-line.tsx';
import { AskingReport } from './asking-report.tsx';
import { WordBox } from './boxes.tsx';
import { GestureLedger } from './gesture-ledger.tsx';
import { authorityQuery, deed, waitingForMeQuery } from './procedures.data.ts';

/** Who may give what without asking; what waits for my decision; how asking goes; what was given and what came of it. */
export default function AuthoritySettings() {
  const { t } = useTranslation(['authority', 'procedures']);
  const { may } = useSession();
  const waiting = usePaged(waitingForMeQuery);
  return (
    <>
      {waiting.items.length > 0 && (
        <Block id="waiting" title={t('asking.forYou')}>
          <ul className="rows">
            {waiting.items.map((approval) => (
              <ApprovalLine key={approval.id} approval={approval} withCase />
            ))}
          </ul>
          <ShowMore more={waiting.more} />
        </Block>
      )}
      <Limits write={may('policies.write')} />
      {may('measures.read') && <AskingReport write={may('policies.write')} />}
      <GestureLedger />
    </>
  );
}

function Limits({ write }: { write: boolean }) {
  const { t, i18n } = useTranslation(['authority', 'procedures']);
  const found = useQuery(authorityQuery);
  const serving = roles.filter((role) => role !== 'colleague' && role !== 'owner').toReversed();
  const kinds = (found.data?.kinds ?? []).filter((kind) => !kind.retired);
  const remove = (limit: contract.Authority) =>
    void deed('authority', async () => {
      await call<typeof contract.removeAuthority>('DELETE', '/authority/limits/:id', { params: { id: limit.id } });
      notifyUndo(t('limits.removed'), () => {
        const { role, span, most, currency } = limit;
        const body = { kindId: limit.kind.id, role, span, most, currency };
        void deed('authority', () => call<typeof contract.setAuthority>('PUT', '/authority/limits', { body }));
      });
    });
  return (
    <Block id="limits" title={t('limits.title')} why={t('limits.why')}>
      {found.isPending && <RowsSkeleton rows={4} height={44} />}
      {found.isError && <ErrorNotice problem={found.error} onAgain={() => void found.refetch()} />}
      {found.data && (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls sideways is reached with the keyboard
        <div className="limits-table" tabIndex={0} role="group" aria-labelledby="limits">
          <table>
            <thead>
              <tr>
                <th scope="col">{t('limits.kind')}</th>
                {serving.map((role) => (
                  <th key={role} scope="col">
                    {t(`procedures:who.${role}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {kinds.map((kind) => (
                <tr key={kind.id}>
                  <th scope="row">{kind.name}</th>
                  {serving.map((role) => (
                    <td key={role}>
                      {found.data.limits
                        .filter((limit) => limit.kind.id === kind.id && limit.role === role)
                        .map((limit) => (
                          <span key={limit.id} className="block-line">
                            {limit.most === null
                              ? t('give.noLimit')
                              : amountWords(limit.most, kind.unit, limit.currency, i18n.language)}{' '}
                            <span className="dim xs">{t(`limits.span.${limit.span}`)}</span>
                            {write && (
                              <Button
                                size="s"
                                kind="quiet"
                                aria-label={t('limits.removeOne', {
                                  kind: kind.name,
                                  role: t(`procedures:who.${role}`),
                                })}
                                onClick={() => remove(limit)}
                              >
                                ×
                              </Button>
                            )}
                          </span>
                        ))}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {write && found.data && <LimitForm kinds={kinds} serving={serving} />}
      {write && <KindForm />}
    </Block>
  );
}

function LimitForm({
  kinds,
  serving,
}: {
  kinds: readonly contract.GestureKind[];
  serving: readonly (typeof roles)[number][];
}) {
  const { t } = useTranslation(['authority', 'procedures']);
  const [kindId, setKind] = useState(kinds[0]?.id ?? '');
  const [role, setRole] = useState<(typeof roles)[number]>('agent');
  const [span, setSpan] = useState<(typeof spans)[number]>('case');
  const [most, setMost] = useState('');
  const number = most.trim() === '' ? null : amountOf(most);
  const kind = kinds.find(({ id }) => id === kindId) ?? kinds[0];
  const send = async () => {
    if (kind === undefined || Number.isNaN(number)) return;
    if (number === null) {
      const values = { role: t(`procedures:who.${role}`), kind: kind.name };
      const sure = await ask({
        title: t('limits.freeTitle', values),
        text: t('limits.freeText'),
        yes: t('limits.free'),
      });
      if (sure === undefined) return;
    }
    await deed('authority', async () => {
      const body = { kindId: kind.id, role, span, most: number };
      await call<typeof contract.setAuthority>('PUT', '/authority/limits', { body });
      setMost('');
    });
  };
  return (
    <form
      className="row wrap at-end"
      aria-label={t('limits.set')}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Field name={t('limits.kind')}>
        <select className="choose" value={kindId} onChange={(event) => setKind(event.currentTarget.value)}>
          {kinds.map((kind) => (
            <option key={kind.id} value={kind.id}>
              {kind.name}
            </option>
          ))}
        </select>
      </Field>
      <Field name={t('limits.role')}>
        <select className="choose" value={role} onChange={(event) => setRole(event.currentTarget.value as typeof role)}>
          {serving.map((one) => (
            <option key={one} value={one}>
              {t(`procedures:who.${one}`)}
            </option>
          ))}
        </select>
      </Field>
      <Field name={t('limits.most')}>
        <input
          className="choose"
          inputMode="decimal"
          size={8}
          placeholder={t('give.noLimit')}
          value={most}
          onChange={(event) => setMost(event.currentTarget.value)}
        />
      </Field>
      <Field name={t('limits.per')}>
        <select className="choose" value={span} onChange={(event) => setSpan(event.currentTarget.value as typeof span)}>
          {spans.map((one) => (
            <option key={one} value={one}>
              {t(`limits.span.${one}`)}
            </option>
          ))}
        </select>
      </Field>
      <Button type="submit" disabled={Number.isNaN(number)}>
        {t('limits.set')}
      </Button>
      {Number.isNaN(number) && <p className="sm">{t('give.unread')}</p>}
    </form>
  );
}

function KindForm() {
  const { t } = useTranslation('authority');
  const [name, setName] = useState('');
  const [unit, setUnit] = useState<(typeof gestureUnits)[number]>('money');
  return (
    <form
      className="row wrap at-end"
      aria-label={t('limits.addKind')}
      onSubmit={(event) => {
        event.preventDefault();
        void deed('authority', async () => {
          await call<typeof contract.addGestureKind>('POST', '/authority/kinds', { body: { name, unit } });
          setName('');
        });
      }}
    >
      <WordBox name={t('limits.newKind')} value={name} onWord={setName} required />
      <Field name={t('limits.unit')}>
        <select className="choose" value={unit} onChange={(event) => setUnit(event.currentTarget.value as typeof unit)}>
          {gestureUnits.map((one) => (
            <option key={one} value={one}>
              {t(`limits.units.${one}`)}
            </option>
          ))}
        </select>
      </Field>
      <Button type="submit">{t('limits.addKind')}</Button>
    </form>
  );
}
