import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/needs.ts';
import { call } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { useFields } from '../../ui/fields.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { TextAreaField, TextField } from '../../ui/text-fields.tsx';
import { act, offersQuery, type Need } from './needs.data.ts';

/** States a need or rewords it, judges how much it matters, and says what we offer for it. */
export function NeedForm({ need, onClose }: { need?: Need; onClose: () => void }) {
  const { t } = useTranslation(['needs', 'web']);
  const offers = useQuery(offersQuery).data?.items ?? [];
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(need?.offers.map(({ id }) => id)));
  const form = useFields(
    {
      statement: need?.statement ?? '',
      note: need?.note ?? '',
      importance: String(need?.statedImportance ?? ''),
    },
    async (values) => {
      const body = {
        statement: values.statement.trim(),
        note: values.note.trim(),
        statedImportance: values.importance === '' ? null : Number(values.importance),
      };
      const kept =
        need === undefined
          ? await call<typeof contract.createNeed>('POST', '/needs', { body })
          : await call<typeof contract.changeNeed>('PATCH', '/needs/:id', { params: { id: need.id }, body });
      const of = (kind: string) => [
        ...new Set(
          [...offers, ...(need?.offers ?? [])]
            .filter((one) => one.kind === kind && chosen.has(one.id))
            .map(({ id }) => id),
        ),
      ];
      await act(
        () =>
          call<typeof contract.setNeedOffers>('PUT', '/needs/:id/offers', {
            params: { id: kept.id },
            body: { formIds: of('form'), articleIds: of('article') },
          }),
        t('need.saved'),
      );
      onClose();
    },
  );
  return (
    <FormDialog
      title={need === undefined ? t('need.new') : t('need.edit')}
      form={form}
      go={t('need.keep')}
      beside={
        need !== undefined && (
          <Button
            kind="quiet"
            onClick={() => {
              void act(
                () =>
                  call<typeof contract.changeNeed>('PATCH', '/needs/:id', {
                    params: { id: need.id },
                    body: { retired: true },
                  }),
                t('need.retired'),
              );
              onClose();
            }}
          >
            {t('need.retire')}
          </Button>
        )
      }
      onClose={onClose}
    >
      <TextField data-autofocus required maxLength={300} bound={form.bind('statement')} label={t('need.statement')} />
      <TextAreaField minRows={2} maxLength={2000} bound={form.bind('note')} label={t('need.note')} />
      <label>
        <span className="label">{t('need.importance')}</span>
        <select
          className="choose"
          value={form.values.importance}
          onChange={(event) => form.set('importance', event.currentTarget.value)}
        >
          <option value="">{t('need.notJudged')}</option>
          {['1', '2', '3', '4', '5'].map((n) => (
            <option key={n}>{n}</option>
          ))}
        </select>
      </label>
      <fieldset style={{ maxHeight: 200, overflowY: 'auto' }}>
        <legend className="label">{t('need.offers')}</legend>
        {offers.map((offer) => (
          <label key={offer.id} className="row sm">
            <input
              type="checkbox"
              checked={chosen.has(offer.id)}
              onChange={(event) => {
                const next = new Set(chosen);
                if (event.currentTarget.checked) next.add(offer.id);
                else next.delete(offer.id);
                setChosen(next);
              }}
            />
            {offer.name} <span className="dim xs">{t(`offer.${offer.service ? 'service' : offer.kind}`)}</span>
          </label>
        ))}
      </fieldset>
    </FormDialog>
  );
}
