import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as records from '../../../contract/customer-records.ts';
import { call } from '../../api.ts';
import { queryClient } from '../../query-client.ts';
import { notify, notifyProblem } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { type Filter, segmentsQuery } from './records.data.ts';

/** Narrows the list of customers: a saved segment, a tag, an order; what is chosen can be saved under a name. */
export function Segments(props: { filter: Filter; onChange: (filter: Filter) => void }) {
  const { t } = useTranslation('records');
  const segments = useQuery(segmentsQuery);
  const [naming, setNaming] = useState(false);
  const { filter, onChange } = props;
  const save = async (name: string, shared: boolean) => {
    const { segment: _, ...rest } = filter;
    try {
      const saved = await call<typeof records.saveSegment>('POST', '/customers/segments', {
        body: { name, shared, filter: rest },
      });
      await queryClient.invalidateQueries({ queryKey: segmentsQuery.queryKey });
      notify(t('segment.saved', { name: saved.name }));
      setNaming(false);
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  return (
    <div className="row wrap">
      <select
        className="choose-one"
        aria-label={t('segment.choose')}
        value={filter.segment ?? ''}
        onChange={(event) => onChange(event.currentTarget.value === '' ? {} : { segment: event.currentTarget.value })}
      >
        <option value="">{t('segment.everybody')}</option>
        {segments.data?.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </select>
      <select
        className="choose-one"
        aria-label={t('segment.sort')}
        value={filter.sort ?? ''}
        onChange={(event) => {
          const { sort: _, ...rest } = filter;
          const sort = (['heard', 'name', 'added'] as const).find((one) => one === event.currentTarget.value);
          onChange(sort === undefined ? rest : { ...rest, sort });
        }}
      >
        {['', 'heard', 'name', 'added'].map((one) => (
          <option key={one} value={one}>
            {t(`segment.by.${one === '' ? 'usual' : one}`)}
          </option>
        ))}
      </select>
      <form
        key={filter.tag ?? ''}
        onSubmit={(event) => {
          event.preventDefault();
          const tag = String(new FormData(event.currentTarget).get('tag')).trim();
          const { tag: _, ...rest } = filter;
          onChange(tag === '' ? rest : { ...rest, tag });
        }}
      >
        <input
          className="choose"
          name="tag"
          defaultValue={filter.tag ?? ''}
          aria-label={t('segment.tag')}
          placeholder={t('segment.tag')}
        />
      </form>
      {naming ? (
        <form
          className="row"
          onSubmit={(event) => {
            event.preventDefault();
            const data = new FormData(event.currentTarget);
            void save(String(data.get('name')), data.get('shared') === 'on');
          }}
        >
          <input
            className="choose"
            name="name"
            required
            aria-label={t('segment.name')}
            placeholder={t('segment.name')}
          />
          <label className="row xs">
            <input type="checkbox" name="shared" /> {t('segment.shared')}
          </label>
          <Button size="s" type="submit">
            {t('segment.save')}
          </Button>
        </form>
      ) : (
        <Button size="s" kind="quiet" onClick={() => setNaming(true)}>
          {t('segment.saveAs')}
        </Button>
      )}
    </div>
  );
}
