import { useTranslation } from 'react-i18next';
import { usePaged } from '../../paged.ts';
import { notifyProblem, notifyUndo } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { ListFrame } from '../../ui/list-frame.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { putBackImport, type ReviewImport, reviewImportsQuery, takeBackImport } from './corrections.data.ts';

/** Tables of reviews that were read, each to be taken back in one press: a wrong file is the usual accident. */
export default function ReviewImports() {
  const { t } = useTranslation('corrections');
  const list = usePaged(reviewImportsQuery);
  return (
    <section aria-labelledby="review-imports" style={{ marginTop: 18 }}>
      <h3 className="strong" id="review-imports">
        {t('imports.title')}
      </h3>
      <ListFrame list={list} rows={2} height={34} none={<p className="dim sm">{t('imports.none')}</p>}>
        <ul className="sm">
          {list.items.map((table) => (
            <li key={table.id} className="row" style={{ flexWrap: 'wrap', gap: '0 10px', padding: '5px 0' }}>
              <Table table={table} />
            </li>
          ))}
        </ul>
      </ListFrame>
    </section>
  );
}

function Table({ table }: { table: ReviewImport }) {
  const { t } = useTranslation('corrections');
  const name = table.fileName === '' ? table.source : `${table.source}, ${table.fileName}`;
  const back = async () => {
    try {
      const { reviews, known } = await putBackImport(table.id);
      notifyUndo(t(known > 0 ? 'imports.backKnown' : 'imports.back', { count: reviews, known }), () => void away());
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  const away = async () => {
    try {
      const { reviews, recoveries } = await takeBackImport(table.id);
      const told = t('imports.away', { count: reviews });
      const stay = recoveries > 0 ? ` ${t('imports.recoveries', { count: recoveries })}` : '';
      notifyUndo(told + stay, () => void back());
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  return (
    <>
      <span className="strong">{name}</span>
      <span>{t('imports.added', { count: table.added })}</span>
      <span className="dim">
        {table.by !== null && `${table.by.name}, `}
        <TimeText at={table.at} />
      </span>
      {table.takenBackAt !== null && (
        <span className="dim">
          {t('imports.gone')} <TimeText at={table.takenBackAt} />
          {table.takenBackBy !== null && `, ${table.takenBackBy.name}`}
        </span>
      )}
      {table.left > 0 && table.left < table.added && (
        <span className="dim">{t('imports.left', { count: table.left })}</span>
      )}
      {table.mayBePutBack ? (
        <Button size="s" kind="quiet" aria-label={t('imports.putBackIt', { name })} onClick={() => void back()}>
          {t('imports.putBack')}
        </Button>
      ) : (
        table.left > 0 && (
          <Button size="s" kind="quiet" aria-label={t('imports.takeBackIt', { name })} onClick={() => void away()}>
            {t('imports.takeBack')}
          </Button>
        )
      )}
    </>
  );
}
