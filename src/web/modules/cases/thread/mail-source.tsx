import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type * as channels from '../../../../contract/channels.ts';
import { call } from '../../../api.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { TextSkeleton } from '../../../ui/skeletons.tsx';

/** The mail as it came in, letter by letter. */
export function MailSource({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation('cases');
  const source = useQuery({
    queryKey: ['channels', 'source', id],
    queryFn: ({ signal }) =>
      call<typeof channels.readMailSource>('GET', '/mail/sources/:id', { params: { id }, signal }),
    staleTime: Infinity,
  });
  return (
    <Dialog opened onClose={onClose} title={t('message.original')} width={820}>
      {source.isPending && <TextSkeleton lines={8} />}
      {source.isError && <ErrorNotice problem={source.error} onAgain={() => void source.refetch()} />}
      {source.data && (
        <>
          {/* Long lines and many of them: it scrolls, and people without a mouse can reach it. */}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <section className="source" tabIndex={0} aria-label={t('message.original')}>
            <pre>{source.data.source}</pre>
          </section>
          {source.data.truncated && <p className="dim xs">{t('message.truncated')}</p>}
        </>
      )}
    </Dialog>
  );
}
