import './knowledge.css';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../session.ts';
import { notifyProblem, notifyUndo } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { changeArticle, type Article } from './knowledge.data.ts';

/** An article as it is read, with its standing, and for writers what may be done with it. */
export function ArticleView({ article, onEdit }: { article: Article; onEdit: () => void }) {
  const { t } = useTranslation('library');
  const { may } = useSession();
  const [busy, setBusy] = useState(false);
  const judged = article.helped + article.notHelped;
  const turn = (state: Article['state']) => {
    setBusy(true);
    changeArticle(article.id, { state })
      .then(() =>
        notifyUndo(
          t(`turned.${state}`),
          () => void changeArticle(article.id, { state: article.state }).catch(notifyProblem),
        ),
      )
      .catch((problem: unknown) => notifyProblem(problem, () => turn(state)))
      .finally(() => setBusy(false));
  };
  return (
    <>
      <PageHeader
        eyebrow={[
          t('place'),
          t(`state.${article.state}`),
          t(`audience.${article.audience}`),
          <TimeText key="at" at={article.updatedAt} />,
          ...(article.author === null ? [] : [article.author.name]),
        ]}
        answer={article.title}
        tools={
          may('knowledge.write') && (
            <>
              <Button onClick={onEdit}>{t('edit')}</Button>
              {article.state === 'published' ? (
                <Button busy={busy} onClick={() => turn('retired')}>
                  {t('retire')}
                </Button>
              ) : (
                <Button kind="go" busy={busy} onClick={() => turn('published')}>
                  {t('publish')}
                </Button>
              )}
            </>
          )
        }
      />
      <article className="reading" lang={article.language}>
        {article.summary !== '' && <p className="lead">{article.summary}</p>}
        {/* Sanitised on the server (src/server/mail/sanitising.ts). */}
        {/* oxlint-disable-next-line react/no-danger */}
        <div dangerouslySetInnerHTML={{ __html: article.html }} />
      </article>
      <footer className="row judged sm">
        <Chip kind={judged === 0 ? 'unknown' : 'line'}>
          {judged === 0 ? t('list.notJudged') : t('list.helped', { helped: article.helped, count: judged })}
        </Chip>
        {article.state === 'published' && article.audience === 'public' && (
          <a href={`/help/${article.slug}`} target="_blank" rel="noreferrer">
            {t('asCustomersSee')}
          </a>
        )}
      </footer>
    </>
  );
}
