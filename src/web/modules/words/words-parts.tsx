import { type ComponentProps, lazy, Suspense } from 'react';

const Margin = lazy(() => import('./words-margin.tsx'));
const Strip = lazy(() => import('./words-strip.tsx'));

/** What is worth a look before sending. Its rules are fetched with the first letter. */
export function WordsMargin(props: ComponentProps<typeof Margin>) {
  if (props.html === '') return null;
  return (
    <Suspense fallback={null}>
      <Margin {...props} />
    </Suspense>
  );
}

/** What the words of a case tell. */
export function WordsStrip(props: ComponentProps<typeof Strip>) {
  return (
    <Suspense fallback={null}>
      <Strip {...props} />
    </Suspense>
  );
}
