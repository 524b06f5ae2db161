import { IconArrowBadgeDown } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../../contract/cases-routing.ts';
import { call } from '../../../api.ts';
import { queryClient } from '../../../query-client.ts';
import { useShortcut } from '../../../shortcuts.ts';
import { notify, notifyProblem } from '../../../toasts.ts';
import { Button } from '../../../ui/button.tsx';

/** Leaving a case out lasts as long as the screen is open: whoever asks again after all gets it. */
const mostSkipped = 50;

/** Takes the case that is next for me, opens it and says in a sentence why it is this one. */
export function NextForMe() {
  const { t } = useTranslation('routing');
  const navigate = useNavigate();
  const { number } = useParams({ strict: false }) as { number?: string };
  const search = useSearch({ strict: false }) as Record<string, unknown>;
  const [seen, setSeen] = useState<readonly { id: string; number: number }[]>([]);
  const pull = useMutation({
    mutationFn: () => {
      // the one that is open now is left out: who asks for the next wants another
      const skip = seen.filter((one) => String(one.number) === number).map((one) => one.id);
      return call<typeof contract.pullNextCase>('POST', '/cases/next', { body: { skip } });
    },
    onSuccess: ({ case: found, why }) => {
      notify(why);
      if (found === null) return;
      setSeen((before) =>
        [...before.filter((one) => one.id !== found.id), { id: found.id, number: found.number }].slice(-mostSkipped),
      );
      void queryClient.invalidateQueries({ queryKey: ['cases'] });
      void navigate({ to: '/inbox/{-$number}', params: { number: String(found.number) }, search: search as never });
    },
    onError: (problem) => notifyProblem(problem),
  });
  // over an open case the letter alone writes a note
  const keys = number === undefined ? 'n' : 'shift+n';
  useShortcut(keys, 'routing:next.key', () => pull.mutate(), !pull.isPending);
  return (
    <Button size="s" keys={keys} busy={pull.isPending} title={t('next.hint')} onClick={() => pull.mutate()}>
      <IconArrowBadgeDown size={15} stroke={1.7} aria-hidden />
      {t('next.button')}
    </Button>
  );
}
