import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/widget-settings.ts';
import { call } from '../../api.ts';
import { whole } from '../../paged.ts';
import { queryClient } from '../../query-client.ts';
import { ask } from '../../questions.ts';
import { notify, notifyProblem } from '../../toasts.ts';
import { Block } from '../../ui/block.tsx';
import { ListFrame } from '../../ui/list-frame.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { type Widget, widgetsQuery } from './widgets.data.ts';
import './widgets.css';

const WidgetForm = lazy(async () => ({ default: (await import('./widget-form.tsx')).WidgetForm }));

/** Widgets for other pages: the tag to paste, where it may stand, how it looks. */
export function Widgets() {
  const { t } = useTranslation(['widgets', 'settings']);
  const list = whole(useQuery(widgetsQuery));
  const [open, setOpen] = useState<Widget | 'new'>();
  const [secret, setSecret] = useState<string>();
  const copy = async (text: string) => {
    try {
      await navigator.clipboard.writeText(text);
      notify(t('copied'));
    } catch {
      notify(t('copyByHand'));
    }
  };
  const renew = async (widget: Widget) => {
    if ((await ask({ title: t('renew'), text: t('renewWhy', { name: widget.name }), yes: t('renew') })) === undefined)
      return;
    try {
      const made = await call<typeof contract.renewWidgetSecret>('POST', '/widgets/:id/secret', {
        params: { id: widget.id },
      });
      setSecret(made.secret);
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  const remove = async (widget: Widget) => {
    const title = t('removeOne', { name: widget.name });
    if ((await ask({ title, text: t('removeWhy'), yes: t('settings:remove') })) === undefined) return;
    try {
      await call<typeof contract.removeWidget>('DELETE', '/widgets/:id', { params: { id: widget.id } });
      await queryClient.invalidateQueries({ queryKey: widgetsQuery.queryKey });
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  return (
    <Block
      id="widgets"
      title={t('title')}
      tools={<Button onClick={() => setOpen('new')}>{t('new')}</Button>}
      why={t('why')}
    >
      <ListFrame list={list} rows={2} height={44} none={<EmptyState what={t('emptyWhat')} why={t('emptyWhy')} />}>
        <ul className="rows">
          {list.items.map((widget) => (
            <li key={widget.id}>
              <div className="grow widget-line">
                <p>
                  <span className="widget-colour" style={{ background: widget.settings.colour }} aria-hidden />
                  <b className="strong">{widget.name}</b>{' '}
                  <span className="dim">{widget.origins.length === 0 ? t('nowhere') : widget.origins.join(', ')}</span>
                </p>
                <code className="widget-tag">{widget.tag}</code>
              </div>
              <div className="row-tools">
                <Button size="s" onClick={() => void copy(widget.tag)}>
                  {t('copyTag')}
                </Button>
                <Button size="s" kind="quiet" onClick={() => void renew(widget)}>
                  {t('renew')}
                </Button>
                <Button size="s" kind="quiet" onClick={() => void remove(widget)}>
                  {t('settings:remove')}
                </Button>
                <Button size="s" onClick={() => setOpen(widget)}>
                  {t('settings:change')}
                </Button>
              </div>
            </li>
          ))}
        </ul>
      </ListFrame>
      <Suspense fallback={null}>
        {open !== undefined && (
          <WidgetForm
            {...(open === 'new' ? {} : { widget: open })}
            onClose={() => setOpen(undefined)}
            onSecret={setSecret}
          />
        )}
      </Suspense>
      <Dialog opened={secret !== undefined} onClose={() => setSecret(undefined)} title={t('secret')}>
        <div className="stack">
          <p>{t('secretWhy')}</p>
          <code className="widget-tag">{secret}</code>
          <div className="row end">
            <Button onClick={() => void copy(secret ?? '')}>{t('copySecret')}</Button>
            <Button kind="go" onClick={() => setSecret(undefined)}>
              {t('noted')}
            </Button>
          </div>
        </div>
      </Dialog>
    </Block>
  );
}
