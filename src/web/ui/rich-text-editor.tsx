import { lazy, Suspense } from 'react';
import { TextSkeleton } from './skeletons.tsx';
import type { RichTextProps } from './rich-text.tsx';

const RichText = lazy(() => import('./rich-text.tsx'));

/** Text with bold, italics, lists and links. Its code is fetched when the first one is on screen. */
export function RichTextEditor(props: RichTextProps) {
  return (
    <Suspense fallback={<TextSkeleton />}>
      <RichText {...props} />
    </Suspense>
  );
}
