import './escalations.css';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/escalations.ts';
import { call } from '../../api.ts';
import { usePaged } from '../../paged.ts';
import { queryClient } from '../../query-client.ts';
import { useSession } from '../../session.ts';
import { Block } from '../../ui/block.tsx';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useFields } from '../../ui/fields.ts';
import { ShowMore } from '../../ui/show-more.tsx';
import { TextField } from '../../ui/text-fields.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { drillsQuery, protocolsQuery } from './escalations.data.ts';

/** Fire drills: start one, and read what the earlier ones showed. */
export function Drills() {
  const { t } = useTranslation('escalations');
  const { may } = useSession();
  const navigate = useNavigate();
  const protocols = useQuery(protocolsQuery).data ?? [];
  const list = usePaged(drillsQuery);
  const drills = list.items;
  const form = useFields({ protocolId: '', waitMinutes: '' }, async (values) => {
    const started = await call<typeof contract.startDrill>('POST', '/escalation-drills', {
      body: {
        protocolId: values.protocolId === '' ? (protocols[0]?.id ?? '') : values.protocolId,
        ...(values.waitMinutes === '' ? {} : { waitMinutes: Number(values.waitMinutes) }),
      },
    });
    await queryClient.invalidateQueries({ queryKey: ['escalations'] });
    await navigate({ to: '/escalations/$id', params: { id: started.id } });
  });
  const which = form.bind('protocolId');
  return (
    <Block id="drills" title={t('drill.title')} why={t('drill.why')}>
      {may('cases.manage') && protocols.length > 0 && (
        <form className="escalation-line" style={{ alignItems: 'flex-end' }} onSubmit={form.submit}>
          <label className="grow">
            <span className="label">{t('drill.which')}</span>
            <select className="choose" name="protocolId" value={which.value} onChange={which.onChange}>
              {protocols.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
            </select>
          </label>
          <TextField type="number" min={1} max={240} bound={form.bind('waitMinutes')} label={t('drill.wait')} />
          <Button kind="go" type="submit" busy={form.busy}>
            {t('drill.start')}
          </Button>
        </form>
      )}
      {form.problem !== undefined && <ErrorNotice problem={form.problem} />}
      {list.error !== null && <ErrorNotice problem={list.error} onAgain={list.again} />}
      {!list.pending && list.error === null && drills.length === 0 && (
        <EmptyState what={t('drill.none')} why={t('drill.noneWhy')} />
      )}
      {drills.length > 0 && (
        <ol className="rows" aria-label={t('drill.list')}>
          {drills.map((one) => (
            <li key={one.id}>
              <Link to="/escalations/$id" params={{ id: one.id }} className="grow">
                {one.protocol.name}
              </Link>
              {one.endedAt === null && <Chip kind="think">{t('drill.running')}</Chip>}
              <span className="dim sm">
                {one.startedBy?.name} <TimeText at={one.startedAt} />
              </span>
            </li>
          ))}
        </ol>
      )}
      <ShowMore more={list.more} />
    </Block>
  );
}
