import { Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/cases-routing.ts';
import { usualLateDays } from '../../../domain/cases/customer-words.ts';
import { call } from '../../api.ts';
import { deskSettingsQuery, type DeskSettings } from '../../desk-settings.ts';
import { queryClient } from '../../query-client.ts';
import { useSession } from '../../session.ts';
import { notify } from '../../toasts.ts';
import { Block } from '../../ui/block.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useFields } from '../../ui/fields.ts';
import { TextField } from '../../ui/text-fields.tsx';

/** Until when a word of the customer opens the closed case again, and from when another case follows. */
export default function LateReplies() {
  const { may } = useSession();
  const desk = useQuery(deskSettingsQuery).data;
  if (desk === undefined || !may('settings.manage')) return null;
  return <LateRepliesForm key={String(desk.lateReplyDays)} desk={desk} />;
}

function LateRepliesForm({ desk }: { desk: DeskSettings }) {
  const { t } = useTranslation(['late-replies', 'settings']);
  const [always, setAlways] = useState(desk.lateReplyDays === null);
  const form = useFields({ lateReplyDays: String(desk.lateReplyDays ?? usualLateDays) }, async (values) => {
    const { simple, impactUrgency } = desk;
    const saved = await call<typeof contract.changeDeskSettings>('PUT', '/desk-settings', {
      body: { simple, impactUrgency, lateReplyDays: always ? null : Number(values.lateReplyDays) },
    });
    queryClient.setQueryData(deskSettingsQuery.queryKey, saved);
    notify(t('settings:saved'));
  });
  return (
    <Block id="late-replies" title={t('title')}>
      <form className="stack" onSubmit={form.submit}>
        <Checkbox label={t('always')} checked={always} onChange={(event) => setAlways(event.currentTarget.checked)} />
        {!always && (
          <>
            <TextField
              bound={form.bind('lateReplyDays')}
              label={t('within')}
              description={t('zero')}
              type="number"
              min={0}
              max={3650}
              step={1}
              required
              style={{ maxWidth: 320 }}
            />
            <p className="dim sm">{t('later')}</p>
          </>
        )}
        {form.problem !== undefined && <ErrorNotice problem={form.problem} />}
        <Button kind="go" type="submit" busy={form.busy} style={{ justifySelf: 'start' }}>
          {t('save')}
        </Button>
      </form>
    </Block>
  );
}
