import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/escalations.ts';
import { call } from '../../api.ts';
import { queryClient } from '../../query-client.ts';
import { notify } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useFields } from '../../ui/fields.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { TextAreaField } from '../../ui/text-fields.tsx';
import { protocolsQuery } from './escalations.data.ts';

/** Escalates a case by hand: who is called, and what he has to know. */
export function EscalateForm({ caseId }: { caseId: string }) {
  const { t } = useTranslation('escalations');
  const navigate = useNavigate();
  const list = useQuery(protocolsQuery);
  const protocols = list.data ?? [];
  const form = useFields({ protocolId: '', note: '' }, async ({ protocolId, note }) => {
    const body = { caseId, protocolId: protocolId === '' ? (protocols[0]?.id ?? '') : protocolId, note };
    const started = await call<typeof contract.startEscalation>('POST', '/escalations', { body });
    await queryClient.invalidateQueries({ queryKey: ['escalations'] });
    notify(t('start.started'));
    await navigate({ to: '/escalations/$id', params: { id: started.id }, replace: true });
  });
  const which = form.bind('protocolId');
  return (
    <div className="page">
      <PageHeader eyebrow={[t('screen.eyebrow')]} answer={t('start.title')} />
      {list.isError && <ErrorNotice problem={list.error} onAgain={() => void list.refetch()} />}
      {list.data !== undefined && protocols.length === 0 && (
        <EmptyState what={t('settings.emptyWhat')} why={t('settings.emptyWhy')} />
      )}
      {protocols.length > 0 && (
        <form style={{ display: 'grid', gap: 18, maxWidth: 560, marginTop: 22 }} onSubmit={form.submit}>
          <select
            className="choose"
            name="protocolId"
            aria-label={t('drill.which')}
            value={which.value}
            onChange={which.onChange}
          >
            {protocols.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
          <TextAreaField
            required
            autosize
            minRows={4}
            maxLength={4000}
            bound={form.bind('note')}
            label={t('start.note')}
            description={t('start.noteWhy')}
          />
          {form.problem !== undefined && <ErrorNotice problem={form.problem} />}
          <div className="row">
            <Button kind="go" type="submit" busy={form.busy}>
              {t('start.go')}
            </Button>
          </div>
        </form>
      )}
    </div>
  );
}
