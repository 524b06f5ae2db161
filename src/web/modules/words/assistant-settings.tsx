import './words.css';
import { Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/assistant.ts';
import { assistantTasks } from '../../../domain/assistant/tasks.ts';
import { call } from '../../api.ts';
import { wordsSettingsQuery } from '../../assistant.ts';
import { useAtOnce } from '../../at-once.ts';
import { useTeams } from '../../colleagues.ts';
import { queryClient } from '../../query-client.ts';
import { notify, notifyProblem } from '../../toasts.ts';
import { Block } from '../../ui/block.tsx';
import { Button } from '../../ui/button.tsx';
import { useManner, useNow } from '../../ui/time-text.tsx';
import { instantWords } from '../../ui/time-words.ts';
import { assistantQuery } from './words.data.ts';

type Assistant = NonNullable<Awaited<ReturnType<NonNullable<typeof assistantQuery.queryFn>>>>;

/** Whether a language model reads along, what leaves the house for it, and how it does. */
export function AssistantSettings() {
  const { t } = useTranslation('assistant');
  const assistant = useQuery(assistantQuery).data as Assistant | undefined;
  if (assistant === undefined) return null;
  const { endpoint } = assistant;
  return (
    <Block id="words-assistant" title={t('title')} why={t('why')}>
      {endpoint === null ? (
        <p className="sm">{t('unset')}</p>
      ) : (
        <>
          <p className="sm">{t('leaves', endpoint)}</p>
          <p className="dim sm">{t('never')}</p>
          {assistant.onFor !== null && <p className="sm strong">{t('onFor', { host: assistant.onFor })}</p>}
          <Choices assistant={assistant} />
          <Standing assistant={assistant} />
        </>
      )}
    </Block>
  );
}

function Choices({ assistant }: { assistant: Assistant }) {
  const { t } = useTranslation('assistant');
  const teams = useTeams();
  const [{ on, reads, teamsOff }, change] = useAtOnce<contract.AssistantSettings>(assistant);
  const save = (body: Partial<contract.AssistantSettings>) =>
    change(body, async () => {
      try {
        const saved = await call<typeof contract.changeAssistant>('PATCH', '/assistant', { body });
        // what was asked before that must not stand in the end
        await queryClient.cancelQueries({ queryKey: assistantQuery.queryKey });
        queryClient.setQueryData(assistantQuery.queryKey, saved);
        await queryClient.invalidateQueries({ queryKey: wordsSettingsQuery.queryKey });
        notify(t('saved'));
      } catch (problem) {
        notifyProblem(problem);
      }
    });
  return (
    <>
      <Checkbox label={t('on')} checked={on} onChange={(event) => save({ on: event.currentTarget.checked })} />
      {on && (
        <ul className="words-list" aria-label={t('readsLabel')}>
          {assistantTasks.map((task) => (
            <li key={task}>
              <Checkbox
                label={t(`reads.${task}`)}
                checked={reads.includes(task)}
                onChange={(event) =>
                  save({
                    reads: event.currentTarget.checked ? [...reads, task] : reads.filter((one) => one !== task),
                  })
                }
              />
            </li>
          ))}
        </ul>
      )}
      {on && teams.length > 0 && (
        <fieldset className="words-teams">
          <legend className="sm">{t('teams')}</legend>
          {teams.map((team) => (
            <Checkbox
              key={team.id}
              label={team.private ? t('private', { team: team.name }) : team.name}
              checked={team.private || teamsOff.includes(team.id)}
              disabled={team.private}
              onChange={(event) =>
                save({
                  teamsOff: event.currentTarget.checked
                    ? [...teamsOff, team.id]
                    : teamsOff.filter((one) => one !== team.id),
                })
              }
            />
          ))}
        </fieldset>
      )}
    </>
  );
}

function Standing({ assistant }: { assistant: Assistant }) {
  const { t } = useTranslation('assistant');
  const now = useNow();
  const { language, timeZone } = useManner();
  const [busy, setBusy] = useState(false);
  const [tried, setTried] = useState('');
  const at = (instant: string | null) =>
    instant === null ? '' : instantWords(new Date(instant), now, language, timeZone);
  const { days, state, trouble } = assistant;
  const sum = (count: 'asked' | 'answered' | 'failed' | 'heldBack') =>
    days.reduce((total, day) => total + day[count], 0);
  const attempt = async () => {
    setBusy(true);
    try {
      const answer = await call<typeof contract.tryAssistant>('POST', '/assistant/trial');
      setTried(
        answer.answered
          ? t('tried', { seconds: (answer.milliseconds / 1000).toLocaleString(language, { maximumFractionDigits: 1 }) })
          : t(`trouble.${answer.trouble ?? 'unreachable'}`),
      );
      await queryClient.invalidateQueries({ queryKey: assistantQuery.queryKey });
    } catch (problem) {
      notifyProblem(problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <p className="sm">
        {t(`state.${state}`, { at: at(assistant.restingUntil) })}
        {(state === 'failing' || state === 'resting') && trouble !== null && ` ${t(`trouble.${trouble.code}`)}`}
        {state === 'answering' && ` ${t('last', { at: at(assistant.answeredAt) })}`}
      </p>
      {days.length > 0 && (
        <p className="dim sm">
          {t('counts', {
            asked: sum('asked'),
            answered: sum('answered'),
            failed: sum('failed'),
            heldBack: sum('heldBack'),
          })}
        </p>
      )}
      <div className="row">
        <Button size="s" busy={busy} onClick={() => void attempt()}>
          {t('try')}
        </Button>
        <span className="sm" role="status">
          {tried}
        </span>
      </div>
    </>
  );
}
