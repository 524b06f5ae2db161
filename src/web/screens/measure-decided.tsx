import '../modules/reports/reports.css';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayWords } from '../../figures/day-words.ts';
import { addressOf } from '../modules/measures/records.tsx';
import { DecidedLine } from '../modules/reports/decided-on.tsx';
import { decidedAfterQuery, type FigureInWords, figureQuery } from '../modules/reports/decided.data.ts';
import { NoteDecided } from '../modules/reports/note-decided.tsx';
import { visit } from '../modules/reports/reports.data.ts';
import { usePaged } from '../paged.ts';
import { useSearchParams } from '../search-params.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { FigureTable } from '../ui/figure-table.tsx';
import { ListFrame } from '../ui/list-frame.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { ScreenSkeleton } from '../ui/skeletons.tsx';
import { UpLink } from '../ui/up-link.tsx';

/** What was decided after a figure: the figure in words, what is decided now, and what was before. Opening it notes nothing but the reading. */
export function Screen() {
  const { t, i18n } = useTranslation('reports');
  const { figure: key = '' } = useParams({ strict: false }) as { figure?: string };
  const [{ mail }] = useSearchParams();
  // each decision begins with an empty form
  const [noted, setNoted] = useState(0);
  const found = useQuery(figureQuery(key));
  useQuery({
    queryKey: ['reports', 'visit', mail, key],
    queryFn: () => visit(mail ?? '', key),
    enabled: mail !== undefined && found.isSuccess,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  if (found.isPending) return <ScreenSkeleton />;
  const figure = found.data;
  if (figure === undefined) {
    return (
      <div className="page">
        <PageHeader eyebrow={[<UpLink key="up" to="measure" />]} answer={t('decided.ask')} />
        <EmptyState what={t('decided.gone')} why={t('decided.none')} />
      </div>
    );
  }
  return (
    <div className="page">
      <PageHeader
        eyebrow={[
          <UpLink key="up" to="measure" />,
          figure.ask,
          t('decided.to', { day: dayWords(figure.to, i18n.language, true) }),
        ]}
        title={t('decided.ask')}
        answer={figure.answer}
      />
      <div className="decided-after">
        <Behind figure={figure} />
        <section aria-labelledby="now">
          <h2 className="title" id="now">
            {t('decided.ask')}
          </h2>
          <NoteDecided key={noted} figure={figure} onNoted={() => setNoted((before) => before + 1)} />
          <Before figure={key} />
        </section>
      </div>
    </div>
  );
}

/** What the figure rests on, with the last rows behind it and the way to its records. */
function Behind({ figure: { rests, table, records } }: { figure: FigureInWords }) {
  return (
    <section aria-label={table?.name ?? records.words}>
      {rests !== null && <p className="dim">{rests}</p>}
      {table !== null && (
        <div className="scroll">
          <FigureTable name={table.name} table={table} />
        </div>
      )}
      <p style={{ marginTop: 10 }}>
        <Link {...addressOf(records.link)}>{records.words}</Link>
      </p>
    </section>
  );
}

function Before({ figure }: { figure: string }) {
  const { t } = useTranslation('reports');
  const list = usePaged(decidedAfterQuery(figure));
  return (
    <section aria-labelledby="before" style={{ marginTop: 24 }}>
      <h3 className="label" id="before">
        {t('decided.before')}
      </h3>
      <ListFrame list={list} rows={2} none={<p className="dim sm">{t('decided.none')}</p>}>
        <ul className="mailed">
          {list.items.map((one) => (
            <li key={one.id} className="sm">
              <DecidedLine decision={one} />
            </li>
          ))}
        </ul>
      </ListFrame>
    </section>
  );
}
