import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextSkeleton } from '../../ui/skeletons.tsx';
import { sourceQuery } from './channels.data.ts';

/** A mail that came in, letter by letter. */
export function SourceDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation('settings');
  const source = useQuery(sourceQuery(id));
  return (
    <Dialog opened onClose={onClose} title={t('health.source')} width={820}>
      {source.isPending && <TextSkeleton lines={8} />}
      {source.isError && <ErrorNotice problem={source.error} onAgain={() => void source.refetch()} />}
      {source.data && (
        // It scrolls, and people without a mouse can reach it.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <section className="source" tabIndex={0} aria-label={t('health.source')}>
          <pre>{source.data.source}</pre>
        </section>
      )}
    </Dialog>
  );
}
