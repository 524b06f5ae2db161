import './knowledge.css';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { usePaged } from '../../paged.ts';
import { Chip } from '../../ui/chip.tsx';
import { DataList } from '../../ui/data-list.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { RowsSkeleton } from '../../ui/skeletons.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { articlesQuery, type ArticleLine } from './knowledge.data.ts';

/** The articles that fit, one line each. */
export function ArticlesList(props: { filter: Parameters<typeof articlesQuery>[0]; write: ReactNode }) {
  const { t } = useTranslation('library');
  const navigate = useNavigate();
  const { filter } = props;
  const list = usePaged(articlesQuery(filter));
  if (list.pending) return <RowsSkeleton rows={9} height={62} />;
  if (list.error !== null && list.items.length === 0) return <ErrorNotice problem={list.error} onAgain={list.again} />;
  const all = filter.q === undefined && filter.state === undefined && filter.audience === undefined;
  return (
    <DataList
      label={t('list.label')}
      className="articles"
      items={list.items}
      keyOf={(article) => article.id}
      rowHeight={62}
      onOpen={(article) => void navigate({ to: '/knowledge/$id', params: { id: article.id } })}
      renderRow={(article) => <Row article={article} />}
      more={list.more}
      empty={
        all ? (
          <EmptyState what={t('list.emptyWhat')} why={t('list.emptyWhy')} action={props.write} />
        ) : (
          <EmptyState
            what={t(filter.q === undefined ? 'list.nothing' : 'list.nothingFor', { q: filter.q })}
            why={t('list.nothingWhy')}
            action={props.write}
          />
        )
      }
    />
  );
}

function Row({ article }: { article: ArticleLine }) {
  const { t } = useTranslation('library');
  const judged = article.helped + article.notHelped;
  return (
    <span className="article-row">
      <span className="cut name">
        <b>{article.title}</b>
        <span className="dim cut">{article.summary}</span>
      </span>
      <span className="marks">
        {article.state === 'draft' && <Chip kind="think">{t('state.draft')}</Chip>}
        {article.state === 'retired' && <Chip kind="unknown">{t('state.retired')}</Chip>}
        <Chip kind="line">{t(`audience.${article.audience}`)}</Chip>
      </span>
      <span className="dim helped">
        {judged === 0 ? t('list.notJudged') : t('list.helped', { helped: article.helped, count: judged })}
      </span>
      <span className="dim when">
        <TimeText at={article.updatedAt} />
      </span>
    </span>
  );
}
