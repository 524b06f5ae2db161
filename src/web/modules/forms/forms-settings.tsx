import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/forms.ts';
import { call } from '../../api.ts';
import { notifyProblem, notifyUndo } from '../../toasts.ts';
import { Block } from '../../ui/block.tsx';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FormEditor } from './form-editor.tsx';
import { formsQuery, refreshForms } from './forms.data.ts';

/** Forms and the catalogue of what can be asked for: in order, with their address and what came of them. */
export function FormsSettings() {
  const { t } = useTranslation('forms');
  const list = useQuery(formsQuery);
  const [open, setOpen] = useState<contract.Form | 'new'>();
  const change = async (form: contract.Form, body: { state?: contract.Form['state']; position?: number }) => {
    try {
      await call<typeof contract.changeForm>('PATCH', '/forms/:id', { params: { id: form.id }, body });
      await refreshForms();
      if (body.state !== undefined)
        notifyUndo(t(`done.${body.state}`, { title: titleOf(form) }), () => void change(form, { state: form.state }));
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  const shown = list.data?.filter((form) => form.state !== 'retired') ?? [];
  return (
    <Block
      id="forms"
      title={t('title')}
      tools={<Button onClick={() => setOpen('new')}>{t('new')}</Button>}
      why={t('why')}
    >
      {list.isSuccess && shown.length === 0 && <EmptyState what={t('none')} why={t('noneWhy')} />}
      <ul className="rows">
        {shown.map((form, at) => (
          <li key={form.id}>
            <div className="grow">
              <p className="row">
                <b className="strong">{titleOf(form)}</b>
                {form.state === 'draft' && <Chip kind="line">{t('state.draft')}</Chip>}
                {form.catalogue && <Chip kind="line">{t('catalogue')}</Chip>}
                <span className="dim xs">{t(`audience.${form.audience}`)}</span>
              </p>
              {form.state === 'live' && form.url !== null && (
                <p className="xs">
                  <a href={`/help/forms/${form.slug}`} target="_blank" rel="noreferrer">
                    {form.url}
                  </a>
                </p>
              )}
              {form.state === 'live' && <Figures id={form.id} />}
            </div>
            {at > 0 && (
              <Button
                size="s"
                kind="quiet"
                aria-label={t('up', { title: titleOf(form) })}
                onClick={() => void change(form, { position: shown[at - 1]!.position })}
              >
                ↑
              </Button>
            )}
            <Button size="s" aria-label={t('changeOne', { title: titleOf(form) })} onClick={() => setOpen(form)}>
              {t('change')}
            </Button>
            <Button
              size="s"
              kind="quiet"
              aria-label={t(form.state === 'live' ? 'retireOne' : 'liveOne', { title: titleOf(form) })}
              onClick={() => void change(form, { state: form.state === 'live' ? 'retired' : 'live' })}
            >
              {t(form.state === 'live' ? 'retire' : 'live')}
            </Button>
          </li>
        ))}
      </ul>
      {open !== undefined && (
        <FormEditor {...(open === 'new' ? {} : { form: open })} onClose={() => setOpen(undefined)} />
      )}
    </Block>
  );
}

/** What came of a form, as far as it can be known. */
function Figures({ id }: { id: string }) {
  const { t } = useTranslation('forms');
  const { data } = useQuery({
    queryKey: ['forms', id, 'figures'],
    queryFn: ({ signal }) =>
      call<typeof contract.readFormFigures>('GET', '/forms/:id/figures', { params: { id }, signal }),
  });
  if (data === undefined) return null;
  return (
    <p className="dim xs">
      {t('figures', { sent: data.sent + data.readAndSent, read: data.readAndSent, instead: data.readAndNotSent })}
    </p>
  );
}

function titleOf(form: contract.Form): string {
  return form.texts[form.language]?.title ?? form.slug;
}
