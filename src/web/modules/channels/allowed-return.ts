import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { notify } from '../../toasts.ts';

/** Whoever comes back from a mail provider is told what came of it, once; the address is clean again afterwards. */
export function useAllowedReturn(): void {
  const { t, ready } = useTranslation('mailboxes', { useSuspense: false });
  const { allowed, problem, words } = useSearch({ strict: false }) as {
    allowed?: string;
    problem?: string;
    words?: string;
  };
  const navigate = useNavigate();
  useEffect(() => {
    if (!ready || (allowed === undefined && problem === undefined)) return;
    notify(allowed === undefined ? (words ?? t('connection.allowProblem')) : t('connection.allowedSaid'));
    void navigate({ to: '.', search: {}, replace: true });
  }, [ready, allowed, problem, words, t, navigate]);
}
