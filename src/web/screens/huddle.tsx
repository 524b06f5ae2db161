import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { HuddleDone } from '../modules/practice/huddles/huddle-done.tsx';
import { HuddleStage } from '../modules/practice/huddles/huddle-stage.tsx';
import { huddleQuery } from '../modules/practice/huddles/huddles.data.ts';
import { ScreenSkeleton } from '../ui/skeletons.tsx';

/** One huddle, full screen: while it runs the card that everybody looks at, afterwards what came of it. */
export function Screen() {
  const { id = '' }: { id?: string } = useParams({ strict: false });
  const huddle = useQuery(huddleQuery(id));
  if (huddle.isPending) return <ScreenSkeleton />;
  if (huddle.data === undefined) throw huddle.error;
  return huddle.data.finishedAt === null ? <HuddleStage huddle={huddle.data} /> : <HuddleDone huddle={huddle.data} />;
}
