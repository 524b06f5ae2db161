import '../../ui/small-forms.css';
import './survey.css';
import { Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/voice.ts';
import { call } from '../../api.ts';
import { queryClient } from '../../query-client.ts';
import { useSession } from '../../session.ts';
import { notifyProblem, notifyUndo } from '../../toasts.ts';
import { Block } from '../../ui/block.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useFields } from '../../ui/fields.ts';
import { RowsSkeleton } from '../../ui/skeletons.tsx';
import { TextField } from '../../ui/text-fields.tsx';
import { DurationText } from '../../ui/time-text.tsx';
import { type VoiceSettings as Settings, voiceSettingsQuery } from './asking.data.ts';

/** What each number may be, as the server takes it. */
const numbers = {
  quietDays: { min: 0, max: 365, step: 1 },
  askAfterMinutes: { min: 0, max: 20_160, step: 1 },
  silentAfterDays: { min: 1, max: 60, step: 1 },
  contactWithinDays: { min: 0.125, max: 30, step: 'any' },
  closeWithinDays: { min: 0.5, max: 90, step: 'any' },
} as const;
type Numbered = keyof typeof numbers;

const switches = [
  'complaintsOpenRecovery',
  'brokenPromisesOpenRecovery',
  'reviewsOpenRecovery',
  'destinationsOpenRecovery',
] as const;

/** When and how rarely customers are asked, and what we then owe them. */
export default function VoiceSettings() {
  const { t } = useTranslation('asking');
  const found = useQuery(voiceSettingsQuery);
  if (found.data !== undefined) return <Form key={JSON.stringify(found.data)} settings={found.data} />;
  return (
    <Block id="voice-settings" title={t('settings.asking')}>
      {found.isError ? (
        <ErrorNotice problem={found.error} onAgain={() => void found.refetch()} />
      ) : (
        <RowsSkeleton rows={5} height={64} />
      )}
    </Block>
  );
}

async function send(body: Partial<Settings>) {
  queryClient.setQueryData(
    voiceSettingsQuery.queryKey,
    await call<typeof contract.changeVoiceSettings>('PATCH', '/voice/settings', { body }),
  );
}

function Form({ settings }: { settings: Settings }) {
  const { t } = useTranslation(['asking', 'settings']);
  const { may } = useSession();
  const write = may('surveys.write');
  const form = useFields(
    {
      quietDays: String(settings.quietDays),
      askAfterMinutes: String(settings.askAfterMinutes),
      silentAfterDays: String(settings.silentAfterDays),
      contactWithinDays: String(settings.contactWithinDays),
      closeWithinDays: String(settings.closeWithinDays),
      complaintsOpenRecovery: settings.complaintsOpenRecovery,
      brokenPromisesOpenRecovery: settings.brokenPromisesOpenRecovery,
      reviewsOpenRecovery: settings.reviewsOpenRecovery,
      destinationsOpenRecovery: settings.destinationsOpenRecovery,
    },
    async (given) => {
      const { now, before } = changesOf(settings, given);
      if (Object.keys(now).length === 0) return;
      await send(now);
      notifyUndo(t('settings:saved'), () => void send(before).catch((problem: unknown) => notifyProblem(problem)));
    },
  );
  const changed = Object.keys(changesOf(settings, form.values).now).length > 0;
  const number = (name: Numbered) => (
    <TextField
      required
      type="number"
      disabled={!write}
      {...numbers[name]}
      bound={form.bind(name)}
      label={t(`settings.${name}`)}
      description={t(`settings.${name}Why`)}
    />
  );
  const minutes = Number(form.values.askAfterMinutes);
  return (
    <form className="parts-of" onSubmit={form.submit}>
      <Block id="voice-settings" title={t('settings.asking')} why={t('settings.askingWhy')}>
        {!write && <p className="sm">{t('settings.readOnly')}</p>}
        <div className="survey-grid">
          {number('quietDays')}
          {number('silentAfterDays')}
          <div>
            {number('askAfterMinutes')}
            {minutes >= 60 && (
              <p className="dim xs">
                = <DurationText milliseconds={minutes * 60_000} />
              </p>
            )}
          </div>
        </div>
      </Block>
      <Block id="voice-settings-recovery" title={t('settings.recovery')} why={t('settings.recoveryWhy')}>
        {switches.map((name) => (
          <Checkbox
            key={name}
            disabled={!write}
            label={t(`settings.${name}`)}
            description={t(`settings.${name}Why`)}
            checked={form.values[name]}
            onChange={(event) => form.set(name, event.currentTarget.checked)}
          />
        ))}
        <div className="survey-grid">
          {number('contactWithinDays')}
          {number('closeWithinDays')}
        </div>
      </Block>
      {form.problem !== undefined && <ErrorNotice problem={form.problem} />}
      {write && (
        <div className="row">
          <Button kind="go" type="submit" busy={form.busy} disabled={!changed}>
            {t('settings:save')}
          </Button>
          {changed && <Button onClick={form.reset}>{t('settings.asBefore')}</Button>}
        </div>
      )}
    </form>
  );
}

/** Only what differs is sent, so that two who change different things do not undo each other; and how it was. */
function changesOf(settings: Settings, given: Record<keyof Settings, string | boolean>) {
  const now: Partial<Record<keyof Settings, number | boolean>> = {};
  const before: typeof now = {};
  for (const key of Object.keys(given) as (keyof Settings)[]) {
    const value = given[key];
    const read = typeof value === 'boolean' ? value : Number(value);
    if (read === settings[key]) continue;
    now[key] = read;
    before[key] = settings[key];
  }
  return { now: now as Partial<Settings>, before: before as Partial<Settings> };
}
