import { useEffect, useState } from 'preact/hooks';
import type * as contract from '../contract/knowledge.ts';
import type { Parts } from './app.tsx';
import { articleBody } from './rich-words.tsx';

/** One article of the help, and whether it did. Whoever was not helped is one press from a person. */
export function HelpView({ desk, say, go, slug }: Parts & { slug: string }) {
  const [article, setArticle] = useState<contract.PublicArticle>();
  const [failed, setFailed] = useState(false);
  const [judged, setJudged] = useState<boolean>();
  useEffect(() => {
    desk
      .call<typeof contract.readPublicArticle>('GET', `/help/articles/${slug}`)
      .then(setArticle, () => setFailed(true));
  }, [desk, slug]);
  const judge = (helped: boolean) => {
    setJudged(helped);
    void desk
      .call<typeof contract.judgeArticle>('POST', `/help/articles/${slug}/judgement`, { helped })
      .catch(() => undefined);
  };
  if (failed) return <p class="view">{say('error')}</p>;
  if (article === undefined) return <div class="view" aria-busy="true" />;
  return (
    <div class="view">
      <article lang={article.language}>
        <h3 tabIndex={-1} data-first ref={(heading) => heading?.focus()}>
          {article.title}
        </h3>
        {articleBody(article.html, desk.origin)}
      </article>
      <section class="judge" aria-live="polite">
        {judged === undefined ? (
          <>
            <p>{say('helped')}</p>
            <div class="row">
              <button type="button" onClick={() => judge(true)}>
                {say('helpedYes')}
              </button>
              <button type="button" onClick={() => judge(false)}>
                {say('helpedNo')}
              </button>
            </div>
          </>
        ) : (
          <>
            <p>{say('thanks')}</p>
            {!judged && desk.settings.settings.chat && (
              <button type="button" class="main" onClick={() => go({ at: 'chat' })}>
                {say('write')}
              </button>
            )}
          </>
        )}
      </section>
    </div>
  );
}
