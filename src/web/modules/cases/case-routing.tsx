import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/cases-routing.ts';
import { type Impact, impacts, type Urgency, urgencies } from '../../../domain/rules/priority-matrix.ts';
import { call } from '../../api.ts';
import { queryClient } from '../../query-client.ts';
import { notify, notifyProblem } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { deskSettingsQuery } from '../../desk-settings.ts';

/** Why a case has its person, somebody to be found for it, and impact and urgency where the company wants them. */
export default function CaseRouting({ id, assigned }: { id: string; assigned: boolean }) {
  const { t } = useTranslation('routing');
  const desk = useQuery(deskSettingsQuery).data;
  const routing = useQuery({
    queryKey: ['cases', 'routing', id],
    queryFn: ({ signal }) =>
      call<typeof contract.readRoutingOfCase>('GET', '/cases/:id/routing', { params: { id }, signal }),
  }).data;
  const again = () => void queryClient.invalidateQueries({ queryKey: ['cases'] });
  const weigh = useMutation({
    mutationFn: (body: { impact: Impact; urgency: Urgency }) =>
      call<typeof contract.setImpact>('PUT', '/cases/:id/impact', { params: { id }, body }),
    onSuccess: again,
    onError: (problem) => notifyProblem(problem),
  });
  const find = useMutation({
    mutationFn: () => call<typeof contract.routeCase>('POST', '/cases/:id/routing', { params: { id } }),
    onSuccess: ({ because }) => {
      notify(because);
      again();
    },
    onError: (problem) => notifyProblem(problem),
  });
  if (desk === undefined || routing === undefined || desk.plain) return null;
  const { impact, urgency } = routing;
  return (
    <>
      {desk.impactUrgency && (
        <>
          <label>
            <span className="label">{t('impact.label')}</span>
            <select
              className="choose"
              value={impact ?? ''}
              onChange={(event) =>
                weigh.mutate({ impact: event.currentTarget.value as Impact, urgency: urgency ?? 'soon' })
              }
            >
              {impact === null && <option value="">–</option>}
              {impacts.map((one) => (
                <option key={one} value={one}>
                  {t(`impact.${one}`)}
                </option>
              ))}
            </select>
          </label>
          <label>
            <span className="label">{t('urgency.label')}</span>
            <select
              className="choose"
              value={urgency ?? ''}
              onChange={(event) =>
                weigh.mutate({ impact: impact ?? 'one', urgency: event.currentTarget.value as Urgency })
              }
            >
              {urgency === null && <option value="">–</option>}
              {urgencies.map((one) => (
                <option key={one} value={one}>
                  {t(`urgency.${one}`)}
                </option>
              ))}
            </select>
          </label>
        </>
      )}
      {routing.because !== null && <p className="dim xs">{routing.because}</p>}
      {!assigned && (
        <Button size="s" busy={find.isPending} onClick={() => find.mutate()}>
          {t('find')}
        </Button>
      )}
    </>
  );
}
