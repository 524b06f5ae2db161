import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { ArticleView } from '../modules/knowledge/article-view.tsx';
import { articleQuery, type Article } from '../modules/knowledge/knowledge.data.ts';
import { apiProblem } from '../problem.ts';
import { useSearchParams } from '../search-params.ts';
import { useSession } from '../session.ts';
import { ScreenSkeleton } from '../ui/skeletons.tsx';

const ArticleEditor = lazy(async () => ({
  default: (await import('../modules/knowledge/article-editor.tsx')).ArticleEditor,
}));

/** One article, read or written; `/knowledge/new` writes the first words of one. */
export function Screen() {
  const { id = '' }: { id?: string } = useParams({ strict: false });
  const { may } = useSession();
  const [{ edit }, change] = useSearchParams();
  const navigate = useNavigate();
  const fresh = id === 'new';
  const article = useQuery({ ...articleQuery(id), enabled: !fresh });
  const writes = may('knowledge.write');
  const done = (saved: Article | undefined) => {
    if (saved === undefined) void navigate({ to: '/knowledge' });
    else if (fresh) void navigate({ to: '/knowledge/$id', params: { id: saved.id }, replace: true });
    else change({ edit: undefined });
  };
  if (fresh) {
    if (!writes) throw apiProblem({ status: 403, code: 'forbidden' });
    return <Editor article={undefined} onDone={done} />;
  }
  if (article.isPending) return <ScreenSkeleton />;
  if (article.data === undefined) throw article.error;
  if (edit === 'yes' && writes) return <Editor article={article.data} onDone={done} />;
  return (
    <div className="page">
      <ArticleView article={article.data} onEdit={() => change({ edit: 'yes' })} />
    </div>
  );
}

function Editor(props: { article: Article | undefined; onDone: (article: Article | undefined) => void }) {
  return (
    <div className="page">
      <Suspense fallback={<ScreenSkeleton />}>
        <ArticleEditor {...props} />
      </Suspense>
    </div>
  );
}
