import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/keys.ts';
import { call } from '../../api.ts';
import { useTeams } from '../../colleagues.ts';
import { whole } from '../../paged.ts';
import { queryClient } from '../../query-client.ts';
import { ask } from '../../questions.ts';
import { notifyProblem } from '../../toasts.ts';
import { Block } from '../../ui/block.tsx';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ListFrame } from '../../ui/list-frame.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { KeyForm } from './key-form.tsx';

type Key = contract.Key;

const keysQuery = queryOptions({
  queryKey: ['people', 'keys'],
  queryFn: async ({ signal }) =>
    (await call<typeof contract.listKeys>('GET', '/keys', { query: { limit: 200 }, signal })).items,
});

/** The keys by which other programs come in. A token is shown once, when it is made. */
export function ApiKeys() {
  const { t } = useTranslation(['settings', 'keys']);
  const list = whole(useQuery(keysQuery));
  const [making, setMaking] = useState(false);
  const again = () => queryClient.invalidateQueries({ queryKey: keysQuery.queryKey });
  const revoke = async (key: Key) => {
    const text = t('key.revokeWhy', { name: key.name });
    if ((await ask({ title: t('key.revokeTitle'), text, yes: t('key.revoke') })) === undefined) return;
    try {
      await call<typeof contract.revokeKey>('DELETE', '/keys/:id', { params: { id: key.id } });
      await again();
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  return (
    <Block id="keys" title={t('key.title')} tools={<Button onClick={() => setMaking(true)}>{t('key.new')}</Button>}>
      <p className="dim">
        {t('keys:why')} <a href="/api/docs">{t('keys:docs')}</a>
      </p>
      <ListFrame
        list={list}
        rows={2}
        height={44}
        none={<EmptyState what={t('key.emptyWhat')} why={t('key.emptyWhy')} />}
      >
        <ul className="rows">
          {list.items.map((key) => (
            <li key={key.id}>
              <div className="grow">
                <p className="row wrap">
                  <b className="strong">{key.name}</b> <code className="dim xs">{key.hint}</code>
                  {isOver(key) && <Chip kind="think">{t('keys:expired')}</Chip>}
                </p>
                <p className="dim xs">
                  {t(`role.${key.role}`)} ·{' '}
                  {key.lastUsedAt === null ? (
                    t('key.neverUsed')
                  ) : (
                    <>
                      {t('key.used')} <TimeText at={key.lastUsedAt} />
                    </>
                  )}
                  {key.expiresAt !== null && (
                    <>
                      {' · '}
                      {t('keys:until')} <TimeText at={key.expiresAt} />
                    </>
                  )}
                </p>
                <Limits of={key} />
              </div>
              <Button size="s" aria-label={t('keys:revokeOne', { name: key.name })} onClick={() => void revoke(key)}>
                {t('key.revoke')}
              </Button>
            </li>
          ))}
        </ul>
      </ListFrame>
      {making && <KeyForm onMade={again} onClose={() => setMaking(false)} />}
    </Block>
  );
}

function isOver(key: Key): boolean {
  return key.expiresAt !== null && Date.parse(key.expiresAt) < Date.now();
}

/** What a key is limited to, in words. */
function Limits({ of: key }: { of: Key }) {
  const { t } = useTranslation('keys');
  const teams = useTeams();
  const parts: string[] = [];
  if (key.scopes !== null) parts.push(key.scopes.join(', '));
  if (key.teamIds !== null)
    parts.push(
      t('onlyTeams', {
        teams: key.teamIds.map((id) => teams.find((team) => team.id === id)?.name ?? t('goneTeam')).join(', '),
      }),
    );
  if (key.allowedIps !== null) parts.push(t('onlyFrom', { from: key.allowedIps.join(', ') }));
  return parts.length === 0 ? null : <p className="dim xs">{parts.join(' · ')}</p>;
}
