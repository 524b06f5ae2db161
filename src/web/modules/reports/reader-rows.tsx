import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../../query-client.ts';
import { notify, notifyProblem } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { useReportWords } from './report-words.ts';
import { type ReportReader, stopReader } from './reports.data.ts';

/** Who gets figures by mail, how many of them were read, and where it would be better to stop. */
export function ReaderRows({ readers }: { readers: readonly ReportReader[] }) {
  const { t } = useTranslation('reports');
  const words = useReportWords();
  const stop = useMutation({
    mutationFn: stopReader,
    onSuccess: async ({ reader }) => {
      notify(t('readers.stoppedNow', { name: reader.name }));
      await queryClient.invalidateQueries({ queryKey: ['reports'] });
    },
    onError: (problem) => notifyProblem(problem),
  });
  return (
    // A region that scrolls must be reachable without a mouse.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="scroll" aria-label={t('own.readers')} tabIndex={0}>
      <table className="data">
        <thead>
          <tr>
            {(['who', 'when', 'sent', 'read', 'last'] as const).map((column) => (
              <th key={column} scope="col">
                {t(`readers.${column}`)}
              </th>
            ))}
            <th scope="col">
              <span className="sr">{t('readers.stop')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {readers.map((row) => (
            <tr key={row.reader.id}>
              <th scope="row">{row.reader.name}</th>
              <td>
                {row.nextAt === null
                  ? t('readers.off')
                  : t(`readers.${row.rhythm}`, { weekday: words.weekday(row.weekday), hour: words.hour(row.hour) })}
              </td>
              <td>{row.sent}</td>
              <td>{row.read}</td>
              <td>
                {row.lastReadAt === null ? t('readers.never') : <TimeText at={row.lastReadAt} />}
                {row.unreadSince !== null && (
                  <span className="dim"> · {t('readers.since', { day: words.day(row.unreadSince) })}</span>
                )}{' '}
                {row.proposeStop && <Chip kind="line">{t('readers.propose')}</Chip>}
              </td>
              <td>
                {row.nextAt !== null && (
                  <Button
                    size="s"
                    kind="quiet"
                    busy={stop.isPending && stop.variables === row.reader.id}
                    aria-label={`${t('readers.stop')}: ${row.reader.name}`}
                    onClick={() => stop.mutate(row.reader.id)}
                  >
                    {t('readers.stop')}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
