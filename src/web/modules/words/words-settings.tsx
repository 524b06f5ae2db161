import './words.css';
import { Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { changeWordsSettings, unmutePrompt } from '../../../contract/words.ts';
import { promptCodes } from '../../../domain/words/prompts.ts';
import { call } from '../../api.ts';
import { wordsSettingsQuery } from '../../assistant.ts';
import { useAtOnce } from '../../at-once.ts';
import { queryClient } from '../../query-client.ts';
import { useSession } from '../../session.ts';
import { notify, notifyProblem } from '../../toasts.ts';
import { Block } from '../../ui/block.tsx';
import { Button } from '../../ui/button.tsx';
import { AssistantSettings } from './assistant-settings.tsx';
import { muteCountsQuery, mutesQuery, type WordsSettings as Settings } from './words.data.ts';

/** What drafts are checked for: what one has muted, and, for who may, what the company asks. */
export default function WordsSettings() {
  const { may } = useSession();
  const settings = useQuery(wordsSettingsQuery).data;
  return (
    <>
      <Mine />
      {settings !== undefined && (may('settings.manage') || may('cases.manage')) && <Company settings={settings} />}
      {may('settings.manage') && <AssistantSettings />}
    </>
  );
}

function Mine() {
  const { t } = useTranslation('words');
  const mutes = useQuery(mutesQuery).data ?? [];
  const back = async (prompt: (typeof promptCodes)[number]) => {
    try {
      await call<typeof unmutePrompt>('DELETE', '/words/mutes/:prompt', { params: { prompt } });
      await queryClient.invalidateQueries({ queryKey: mutesQuery.queryKey });
      await queryClient.invalidateQueries({ queryKey: muteCountsQuery.queryKey });
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  return (
    <Block id="words-mine" title={t('settings.mine')}>
      {mutes.length === 0 && <p className="dim sm">{t('settings.none')}</p>}
      <ul className="words-list">
        {mutes.map(({ prompt, because }) => (
          <li key={prompt}>
            <span className="grow">
              {t(`name.${prompt}`)} <span className="dim sm">{t(`reason.${because}`)}</span>
            </span>
            <Button size="s" onClick={() => void back(prompt)}>
              {t('settings.back')}
            </Button>
          </li>
        ))}
      </ul>
    </Block>
  );
}

function Company({ settings }: { settings: Settings }) {
  const { t } = useTranslation('words');
  const { may } = useSession();
  const counts = useQuery({ ...muteCountsQuery, enabled: may('cases.manage') }).data;
  const set = may('settings.manage');
  const [jargon, setJargon] = useState(() =>
    settings.jargon.map(({ word, plain }) => (plain === null ? word : `${word} = ${plain}`)).join('\n'),
  );
  const [days, setDays] = useState(String(settings.recurrenceDays));
  const [{ off }, change] = useAtOnce(settings);
  const save = (body: Partial<Settings>) =>
    change(body, async () => {
      try {
        const saved = await call<typeof changeWordsSettings>('PATCH', '/words/settings', { body });
        await queryClient.cancelQueries({ queryKey: wordsSettingsQuery.queryKey });
        queryClient.setQueryData(wordsSettingsQuery.queryKey, saved);
        notify(t('settings.saved'));
      } catch (problem) {
        notifyProblem(problem);
      }
    });
  return (
    <Block id="words-company" title={t('settings.company')}>
      <p className="dim sm">{t('settings.companyWhy')}</p>
      <ul className="words-list">
        {promptCodes.map((code) => {
          const muted = counts?.items.find(({ prompt }) => prompt === code)?.people ?? 0;
          return (
            <li key={code}>
              <span className="grow">
                <Checkbox
                  label={t(`name.${code}`)}
                  checked={!off.includes(code)}
                  disabled={!set}
                  onChange={(event) =>
                    save({ off: event.currentTarget.checked ? off.filter((one) => one !== code) : [...off, code] })
                  }
                />
              </span>
              {muted > 0 && (
                <span className="dim sm">{t('settings.counts', { count: muted, of: counts?.of ?? 0 })}</span>
              )}
            </li>
          );
        })}
      </ul>
      {set && (
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            save({
              jargon: jargonOf(jargon),
              recurrenceDays: Math.min(365, Math.max(1, Math.round(Number(days) || 30))),
            });
          }}
        >
          <label>
            <span className="block sm">{t('settings.jargon')}</span>
            <span className="block dim xs">{t('settings.jargonWhy')}</span>
            <textarea
              className="choose"
              rows={5}
              style={{ width: '100%', height: 'auto' }}
              value={jargon}
              onChange={(event) => setJargon(event.currentTarget.value)}
            />
          </label>
          <label>
            <span className="block sm">{t('settings.days')}</span>
            <input
              className="choose"
              type="number"
              min={1}
              max={365}
              value={days}
              onChange={(event) => setDays(event.currentTarget.value)}
            />
          </label>
          <div className="row end">
            <Button kind="go" type="submit">
              {t('settings.save')}
            </Button>
          </div>
        </form>
      )}
    </Block>
  );
}

function jargonOf(lines: string): Settings['jargon'] {
  return lines
    .split('\n')
    .map((line) => line.split('=').map((part) => part.trim().slice(0, 300)))
    .flatMap(([word = '', plain = '']) => (word === '' ? [] : [{ word, plain: plain === '' ? null : plain }]))
    .slice(0, 500);
}
