import './forms.css';
import './promise.css';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { PromisePage } from '../modules/promises/promise-page.tsx';
import { promiseQuery } from '../modules/promises/promises.data.ts';
import { ScreenSkeleton } from '../ui/skeletons.tsx';

/** What, to whom, by when, and why that hour? */
export function Screen() {
  const { id } = useParams({ strict: false }) as { id: string };
  const found = useQuery(promiseQuery(id));
  if (found.error && found.data === undefined) throw found.error;
  return found.data === undefined ? <ScreenSkeleton /> : <PromisePage promise={found.data} />;
}
