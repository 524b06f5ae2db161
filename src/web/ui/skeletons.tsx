import { useTranslation } from 'react-i18next';

/** Lines of text that are on their way; widths differ so that they look like text. */
export function TextSkeleton({ lines = 3 }: { lines?: number }) {
  return (
    <div className="skeleton" aria-hidden>
      {Array.from({ length: lines }, (_, line) => (
        // oxlint-disable-next-line react/no-array-index-key
        <i key={line} style={{ width: `${[92, 78, 86, 64][line % 4]}%` }} />
      ))}
    </div>
  );
}

/** Rows of a list that are on their way. `height` in pixels as the rows will have. */
export function RowsSkeleton({ rows = 8, height = 44 }: { rows?: number; height?: number }) {
  return (
    <div className="skeleton rows" aria-hidden>
      {Array.from({ length: rows }, (_, row) => (
        // oxlint-disable-next-line react/no-array-index-key
        <i key={row} style={{ height: height - 12, marginBottom: 12 }} />
      ))}
    </div>
  );
}

/** A whole screen that is on its way: a headline and some cards. Says so to people who listen. */
export function ScreenSkeleton() {
  const { t } = useTranslation('web', { useSuspense: false });
  return (
    <div className="page" aria-busy="true">
      <output className="sr">{t('loading')}</output>
      <div className="skeleton" aria-hidden>
        <i style={{ width: 180 }} />
        <i style={{ width: '46%', height: 26 }} />
        <i style={{ height: 260, marginTop: 20 }} />
      </div>
    </div>
  );
}
