import { IconFirstAidKit } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { caseProblemsQuery } from './case-problems.data.ts';

/** Above the reply: what helps until the problem behind this case is solved. Nothing where no known error is linked. */
export default function KnownErrors({ caseId }: { caseId: string }) {
  const { t } = useTranslation('case-problems');
  const problems = useQuery(caseProblemsQuery(caseId)).data ?? [];
  return problems
    .filter(({ state }) => state === 'known-error')
    .map((problem) => (
      <p key={problem.id} className="sm" style={{ display: 'flex', gap: 6, margin: '6px 0' }}>
        <IconFirstAidKit size={14} stroke={1.7} aria-hidden style={{ flex: 'none', marginTop: 2 }} />
        <span style={{ whiteSpace: 'pre-line' }}>
          <Link to="/improve/problems/$id" params={{ id: problem.id }}>
            {t('known', { title: problem.title })}
          </Link>{' '}
          {t('helps', { workaround: problem.workaround })}
        </span>
      </p>
    ));
}
