import { queryOptions, useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/journeys-touchpoints.ts';
import { call } from '../../api.ts';
import { queryClient } from '../../query-client.ts';
import { useSession } from '../../session.ts';
import { notifyProblem, notifyUndo } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextSkeleton } from '../../ui/skeletons.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { touchpointsQuery } from '../../touchpoints.ts';

type Placed = contract.CaseTouchpoint;

/** Where it is to have happened, null for where its channel says; and what stood there before. */
interface Wish {
  readonly to: string | null;
  readonly name: string | null;
  readonly back?: Wish;
}

/** Below the key of every journey, so that a choice of a colleague is seen here too. */
function caseTouchpointQuery(id: string) {
  return queryOptions({
    queryKey: ['journeys', 'of-case', id],
    queryFn: ({ signal }) =>
      call<typeof contract.readCaseTouchpoint>('GET', '/cases/:id/touchpoint', { params: { id }, signal }),
  });
}

/** At which touchpoint the case happened, by its channel or because somebody said so; changed with one choice. */
export default function CaseTouchpoint({ caseId }: { caseId: string }) {
  const { t } = useTranslation('placing');
  const { may } = useSession();
  const found = useQuery(caseTouchpointQuery(caseId));
  const placed = found.data;
  return (
    <section className="sec" aria-labelledby="case-touchpoint">
      <header>
        <h3 id="case-touchpoint">{t('title')}</h3>
        {placed?.touchpoint != null && may('journeys.read') && (
          <span>
            <Link to="/journeys/touchpoints/$id" params={{ id: placed.touchpoint.id }}>
              {t('open')}
            </Link>
          </span>
        )}
      </header>
      {placed === undefined ? (
        found.isError ? (
          <ErrorNotice problem={found.error} onAgain={() => void found.refetch()} />
        ) : (
          <TextSkeleton lines={2} />
        )
      ) : (
        <>
          {may('cases.write') && may('journeys.read') ? (
            <Picker placed={placed} />
          ) : (
            <p>{placed.touchpoint?.name ?? t('none')}</p>
          )}
          <p className="dim xs">
            {placed.at === null ? (
              t('byChannel')
            ) : (
              <>
                {placed.by === null ? t('chosen') : t('chosenBy', { name: placed.by.name })} <TimeText at={placed.at} />
              </>
            )}
          </p>
        </>
      )}
    </section>
  );
}

function Picker({ placed }: { placed: Placed }) {
  const { t } = useTranslation('placing');
  const touchpoints = useQuery(touchpointsQuery).data ?? [];
  const { caseId, touchpoint: now } = placed;
  const place = useMutation({
    mutationFn: async ({ to }: Wish) => {
      await call<typeof contract.chooseTouchpoint>('PUT', '/cases/:id/touchpoint', {
        params: { id: caseId },
        body: { touchpointId: to },
      });
    },
    onSuccess: (_, { name, back }) => {
      void queryClient.invalidateQueries({ queryKey: caseTouchpointQuery(caseId).queryKey });
      if (back === undefined) return;
      notifyUndo(name === null ? t('cleared') : t('done', { name }), () => place.mutate(back));
    },
    onError: (problem, wish) => notifyProblem(problem, () => place.mutate(wish)),
  });
  // what stands there now: somebody's choice, or nobody's
  const back: Wish = placed.byHand && now !== null ? { to: now.id, name: now.name } : { to: null, name: null };
  const shown = place.isPending ? (place.variables.to ?? '') : (now?.id ?? '');
  const known = touchpoints.some(({ id }) => id === now?.id);
  const pick = (id: string) => {
    const chosen = touchpoints.find((one) => one.id === id);
    if (chosen !== undefined && id !== now?.id) place.mutate({ to: id, name: chosen.name, back });
  };
  return (
    <>
      <select
        className="choose"
        aria-label={t('pick')}
        aria-busy={place.isPending}
        value={shown}
        onChange={(event) => pick(event.currentTarget.value)}
      >
        {now === null && <option value="">{t('none')}</option>}
        {now !== null && !known && (
          <option value={now.id} disabled>
            {now.name}
          </option>
        )}
        {touchpoints.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      {placed.byHand && (
        <Button
          size="s"
          kind="quiet"
          busy={place.isPending}
          onClick={() => place.mutate({ to: null, name: null, back })}
        >
          {t('clear')}
        </Button>
      )}
    </>
  );
}
