import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { whole } from '../../../paged.ts';
import { useSession } from '../../../session.ts';
import { notifyProblem } from '../../../toasts.ts';
import { Block } from '../../../ui/block.tsx';
import { ListFrame } from '../../../ui/list-frame.tsx';
import { Button } from '../../../ui/button.tsx';
import { Chip } from '../../../ui/chip.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { PolicyForm } from './policy-form.tsx';
import { openWords } from './open-time.ts';
import { policiesQuery, type Policy } from '../promises.data.ts';
import { done, removePolicy, restorePolicy } from './terms.data.ts';

/** What is promised to everybody, in the order in which the policies are asked. */
export function Policies() {
  const { t } = useTranslation(['settings', 'cases', 'terms']);
  const { may } = useSession();
  const list = whole(useQuery(policiesQuery));
  const [open, setOpen] = useState<Policy | 'new'>();
  const write = may('policies.write');
  const remove = async (policy: Policy) => {
    try {
      await removePolicy(policy.id);
      done(t('terms:policy.removed', { name: policy.name }), () => restorePolicy(policy.id));
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  const terms = (policy: Policy) =>
    [
      ['firstResponse', policy.firstResponseMinutes],
      ['nextResponse', policy.nextResponseMinutes],
      ['resolution', policy.resolutionMinutes],
    ]
      .flatMap(([clock, minutes]) =>
        typeof minutes === 'number'
          ? [t(`policy.${String(clock)}In`, { time: openWords(minutes, (key, values) => t(key, values ?? {})) })]
          : [],
      )
      .join(', ');
  return (
    <Block
      id="policies"
      title={t('policy.title')}
      tools={write && <Button onClick={() => setOpen('new')}>{t('policy.new')}</Button>}
      why={t('policy.why')}
    >
      <ListFrame
        list={list}
        rows={2}
        height={44}
        none={<EmptyState what={t('policy.emptyWhat')} why={t('policy.emptyWhy')} />}
      >
        <ol className="rows">
          {list.items.map((policy) => (
            <li key={policy.id}>
              <div className="grow">
                <p className="row">
                  <b className="strong">{policy.name}</b>
                  {!policy.active && <Chip>{t('policy.off')}</Chip>}
                  <span className="dim xs">{t('policy.version', { version: policy.version })}</span>
                </p>
                <p className="dim xs">
                  {terms(policy)}
                  {(policy.conditions.priorities?.length ?? 0) > 0 &&
                    ` · ${policy.conditions.priorities?.map((one) => t(`cases:priority.${one}`)).join(', ')}`}
                  {named(policy) > 0 && ` · ${t('terms:policy.named', { count: named(policy) })}`}
                </p>
              </div>
              {write && (
                <>
                  <Button size="s" kind="quiet" onClick={() => void remove(policy)}>
                    {t('remove')}
                  </Button>
                  <Button size="s" onClick={() => setOpen(policy)}>
                    {t('change')}
                  </Button>
                </>
              )}
            </li>
          ))}
        </ol>
      </ListFrame>
      {open !== undefined && (
        <PolicyForm {...(open === 'new' ? {} : { policy: open })} onClose={() => setOpen(undefined)} />
      )}
    </Block>
  );
}

/** How many customers and organisations it names. */
function named({ conditions }: Policy): number {
  return (conditions.customerIds?.length ?? 0) + (conditions.organisationIds?.length ?? 0);
}
