import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import { useMatches, useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { linkOf, type Place } from '../place.ts';
import { places } from '../places.ts';
import { isApiProblem } from '../problem.ts';
import { problemSentence } from '../toasts.ts';
import { Button, ButtonLink } from './button.tsx';
import { EmptyState } from './empty-state.tsx';
import { Wordmark } from './wordmark.tsx';

/** A screen that failed: the rest of the app goes on. */
export function ScreenError({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation();
  const router = useRouter();
  const queries = useQueryErrorResetBoundary();
  const again = () => {
    queries.reset();
    reset();
    void router.invalidate();
  };
  if (isApiProblem(error) && error.status === 403) {
    return <Page what={t('refused.what')} why={t('refused.why')} />;
  }
  if (isApiProblem(error) && error.status === 404) return <ScreenNotFound />;
  return (
    <div className="page">
      <EmptyState
        headline
        what={problemSentence(error)}
        why={t('problem.kept')}
        action={
          <Button kind="go" onClick={again}>
            {t('problem.again')}
          </Button>
        }
      />
    </div>
  );
}

/** A failed screen that has no frame around it. */
export function BareError(props: ErrorComponentProps) {
  return (
    <main id="content" tabIndex={-1}>
      <ScreenError {...props} />
    </main>
  );
}

/** The same outside the frame, for addresses that belong to no place. */
export function Lost() {
  return (
    <main id="content" tabIndex={-1}>
      <div className="page" style={{ paddingBottom: 0 }}>
        <Wordmark width={77} />
      </div>
      <ScreenNotFound />
    </main>
  );
}

/** An address that leads nowhere, or a record that one may not see: which of the two is not told. Back to the list it would stand in. */
export function ScreenNotFound() {
  const { t } = useTranslation();
  const key = useMatches({
    select: (matches) => matches.findLast(({ staticData }) => staticData.place)?.staticData.place,
  });
  const here = places.find((place) => place.key === key);
  const above = places.find((place) => place.key === here?.within) ?? here;
  return <Page what={t('notFound.what')} why={t('notFound.why')} above={above} />;
}

function Page({ what, why, above }: { what: string; why: string; above?: Place | undefined }) {
  const { t } = useTranslation();
  const back = above === undefined || linkOf(above) === '/' ? undefined : above;
  return (
    <div className="page">
      <EmptyState
        headline
        what={what}
        why={why}
        action={
          <ButtonLink kind="go" to={back === undefined ? '/' : linkOf(back)}>
            {back === undefined ? t('notFound.home') : t(`places.${back.key}.name`)}
          </ButtonLink>
        }
      />
    </div>
  );
}
