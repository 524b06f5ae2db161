import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { EscalationPage } from '../modules/escalations/escalation-page.tsx';
import { escalationQuery } from '../modules/escalations/escalations.data.ts';
import { ScreenSkeleton } from '../ui/skeletons.tsx';

/** Who is called, who has it, and who comes next? */
export function Screen() {
  const { id }: { id: string } = useParams({ strict: false });
  const found = useQuery(escalationQuery(id));
  if (found.error && found.data === undefined) throw found.error;
  return found.data === undefined ? <ScreenSkeleton /> : <EscalationPage one={found.data} />;
}
