import './rules.css';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { Switch } from '@mantine/core';
import '@mantine/core/styles/Switch.layer.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/rules.ts';
import { call } from '../../api.ts';
import { whole } from '../../paged.ts';
import { queryClient } from '../../query-client.ts';
import { useSession } from '../../session.ts';
import { notify, notifyProblem, notifyUndo } from '../../toasts.ts';
import { Block } from '../../ui/block.tsx';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ListFrame } from '../../ui/list-frame.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { RuleEditor } from './rule-editor.tsx';
import { useNames } from './names.ts';
import { RuleLog } from './rule-log.tsx';
import { rulesQuery, type Rule } from './rules.data.ts';
import { sentenceOf } from './rule-words.ts';

/** What happens by itself, as sentences in the order in which they act. */
export function Rules() {
  const { t } = useTranslation(['rules', 'cases', 'settings']);
  const { may } = useSession();
  const list = whole(useQuery(rulesQuery));
  const [open, setOpen] = useState<Rule | 'new'>();
  const [log, setLog] = useState<Rule | 'all'>();
  const names = useNames();
  const write = may('settings.manage');
  const rules = list.items;
  const change = async (rule: Rule, body: { active?: boolean; position?: number }) => {
    try {
      await call<typeof contract.changeRule>('PATCH', '/rules/:id', { params: { id: rule.id }, body });
      await queryClient.invalidateQueries({ queryKey: ['rules'] });
      if (body.active !== undefined) notify(t(body.active ? 'isOn' : 'isOff', { name: rule.name }));
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  const remove = async (rule: Rule) => {
    const params = { id: rule.id };
    try {
      await call<typeof contract.removeRule>('DELETE', '/rules/:id', { params });
      await queryClient.invalidateQueries({ queryKey: ['rules'] });
      notifyUndo(t('removed', { name: rule.name }), async () => {
        await call<typeof contract.restoreRule>('POST', '/rules/:id/restoring', { params });
        await queryClient.invalidateQueries({ queryKey: ['rules'] });
      });
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  return (
    <Block
      id="rules"
      title={t('title')}
      tools={
        <>
          <Button kind="quiet" onClick={() => setLog('all')}>
            {t('log.open')}
          </Button>
          {write && <Button onClick={() => setOpen('new')}>{t('new')}</Button>}
        </>
      }
      why={t('why')}
    >
      <ListFrame list={list} rows={4} height={60} none={<EmptyState what={t('emptyWhat')} why={t('emptyWhy')} />}>
        <ol className="rows rules">
          {rules.map((rule, place) => (
            <li key={rule.id}>
              {write && (
                <span className="order">
                  <Button
                    kind="icon"
                    aria-label={t('up', { name: rule.name })}
                    disabled={place === 0}
                    onClick={() => void change(rule, { position: place })}
                  >
                    <IconArrowUp size={15} stroke={1.7} aria-hidden />
                  </Button>
                  <Button
                    kind="icon"
                    aria-label={t('down', { name: rule.name })}
                    disabled={place === rules.length - 1}
                    onClick={() => void change(rule, { position: place + 2 })}
                  >
                    <IconArrowDown size={15} stroke={1.7} aria-hidden />
                  </Button>
                </span>
              )}
              <div className="grow">
                <p className="row wrap">
                  <b className="strong">{rule.name}</b>
                  {rule.setAside !== null && <Chip kind="think">{t('setAside')}</Chip>}
                  {rule.lastActedAt !== null && (
                    <span className="dim xs">
                      {t('lastActed')} <TimeText at={rule.lastActedAt} />
                    </span>
                  )}
                </p>
                <p className="dim sm">{sentenceOf(rule.definition, names, (key, values) => t(key, values ?? {}))}</p>
                {rule.setAside !== null && <p className="sm">{t('setAsideWhy', { because: rule.setAside.because })}</p>}
              </div>
              <Button size="s" kind="quiet" aria-label={t('log.of', { name: rule.name })} onClick={() => setLog(rule)}>
                {t('log.short')}
              </Button>
              {write && (
                <>
                  <Button
                    size="s"
                    kind="quiet"
                    aria-label={t('removeOne', { name: rule.name })}
                    onClick={() => void remove(rule)}
                  >
                    {t('settings:remove')}
                  </Button>
                  <Button size="s" aria-label={t('changeOne', { name: rule.name })} onClick={() => setOpen(rule)}>
                    {t('settings:change')}
                  </Button>
                </>
              )}
              <Switch
                aria-label={t('onOff', { name: rule.name })}
                checked={rule.active && rule.setAside === null}
                disabled={!write}
                onChange={(event) => void change(rule, { active: event.currentTarget.checked })}
              />
            </li>
          ))}
        </ol>
      </ListFrame>
      {open !== undefined && (
        <RuleEditor {...(open === 'new' ? {} : { rule: open })} onClose={() => setOpen(undefined)} />
      )}
      {log !== undefined && <RuleLog {...(log === 'all' ? {} : { rule: log })} onClose={() => setLog(undefined)} />}
    </Block>
  );
}
