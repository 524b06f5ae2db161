import './forms.css';
import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { EscalateForm } from '../modules/escalations/escalate-form.tsx';
import { EscalationPage } from '../modules/escalations/escalation-page.tsx';
import { escalationQuery } from '../modules/escalations/escalations.data.ts';
import { apiProblem } from '../problem.ts';
import { ScreenSkeleton } from '../ui/skeletons.tsx';

/** Who is called, who has it, and who comes next? `/escalations/new?case=` begins one. */
export function Screen() {
  const { id }: { id: string } = useParams({ strict: false });
  const search: { case?: string } = useSearch({ strict: false });
  if (id === 'new') {
    // of nothing there is nothing to escalate
    if (search.case === undefined) throw apiProblem({ status: 404, code: 'not-found' });
    return <EscalateForm caseId={search.case} />;
  }
  return <One id={id} />;
}

function One({ id }: { id: string }) {
  const found = useQuery(escalationQuery(id));
  if (found.error && found.data === undefined) throw found.error;
  return found.data === undefined ? <ScreenSkeleton /> : <EscalationPage one={found.data} />;
}
