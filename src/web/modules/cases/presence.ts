import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type * as contract from '../../../contract/cases.ts';
import { call } from '../../api.ts';
import { onLive } from '../../live.ts';
import { useSession } from '../../session.ts';
import { caseQuery } from './cases.data.ts';

type Present = contract.Case['present'][number];

/**
 * Says that one has the case open, and whether one types, while the page is seen; the server forgets it after a minute.
 * @returns who else is there
 */
export function usePresence(id: string, number: number, typing: boolean): readonly Present[] {
  const { user } = useSession();
  const { data } = useQuery(caseQuery(number));
  const [heard, setHeard] = useState<{ id: string; present: readonly Present[] }>();
  useEffect(() => {
    const aborting = new AbortController();
    const say = () => {
      if (document.visibilityState !== 'visible') return;
      call<typeof contract.bePresent>('POST', '/cases/:id/presence', {
        params: { id },
        body: { typing },
        signal: aborting.signal,
      }).then(
        ({ present }) => setHeard({ id, present }),
        // Nobody needs to know that a greeting got lost; the next one is half a minute away.
        () => {},
      );
    };
    say();
    const timer = setInterval(say, 30_000);
    document.addEventListener('visibilitychange', say);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', say);
      aborting.abort();
    };
  }, [id, typing]);
  // one who goes to another case or to another window is not here any more
  useEffect(() => {
    const leave = () => {
      const gone = call<typeof contract.bePresent>('POST', '/cases/:id/presence', {
        params: { id },
        body: { typing: false, leaving: true },
      });
      gone.catch(() => {});
    };
    const turn = () => {
      if (document.visibilityState === 'hidden') leave();
    };
    document.addEventListener('visibilitychange', turn);
    return () => {
      document.removeEventListener('visibilitychange', turn);
      leave();
    };
  }, [id]);
  // Whoever came, left or types after our greeting is told by the case itself.
  useEffect(() => onLive('cases.presence', (change) => change.id === id && setHeard(undefined)), [id]);
  const present = heard?.id === id ? heard.present : (data?.present ?? []);
  return present.filter((one) => one.id !== user?.id);
}
