import type { ReactNode } from 'react';
import { ErrorNotice } from './error-notice.tsx';
import { ShowMore } from './show-more.tsx';
import { RowsSkeleton } from './skeletons.tsx';

/** A list and what stands in its place while it comes, when it could not come, and when there is nothing; below it, what is more. */
export function ListFrame(props: {
  /** From `usePaged` or `useWhole`. */
  list: {
    items: readonly unknown[];
    pending: boolean;
    error: unknown;
    again: () => void;
    more?: { has: boolean; load: () => void; loading: boolean };
  };
  /** How many rows it usually has, and how high they are in pixels. */
  rows?: number;
  height?: number;
  /** What is said when there is nothing. */
  none?: ReactNode;
  children: ReactNode;
}) {
  const { list } = props;
  if (list.pending) return <RowsSkeleton rows={props.rows} height={props.height} />;
  const failed = list.error !== null;
  return (
    <>
      {failed && <ErrorNotice problem={list.error} onAgain={list.again} />}
      {list.items.length > 0 && props.children}
      {list.items.length === 0 && !failed && props.none}
      {list.more !== undefined && <ShowMore more={list.more} />}
    </>
  );
}
