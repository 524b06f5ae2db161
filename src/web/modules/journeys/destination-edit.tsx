import { Textarea, TextInput } from '@mantine/core';
import { IconArrowLeft, IconArrowRight, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { roles } from '../../../domain/people/permissions.ts';
import { Button } from '../../ui/button.tsx';
import type { Touchpoint } from './journeys.data.ts';

/** A destination while it is being written; `key` only lives on this screen. */
export interface Draft {
  key: string;
  id: string | undefined;
  name: string;
  doneWhen: string;
  customerWording: string;
  ownerRole: string;
  touchpointId: string;
  expectedDays: string;
  reachedOnEvent: string | null;
  acceptanceQuestion: string;
}

/** One destination as a form, with the buttons that move it along the way. */
export function DestinationEdit(props: {
  draft: Draft;
  place: number;
  of: number;
  touchpoints: readonly Touchpoint[];
  onChange: (next: Partial<Draft>) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}) {
  const { t } = useTranslation('map');
  const { draft, place, of, onChange, onMove } = props;
  const heading = `stop-${draft.key}`;
  return (
    <fieldset className="card stop-edit" aria-labelledby={heading} id={`edit-${draft.key}`}>
      <div className="row">
        <span className="strong grow" id={heading}>
          {t('edit.nth', { n: place + 1, name: draft.name })}
        </span>
        <Button
          kind="icon"
          data-move="-1"
          aria-label={t('edit.earlier', { name: draft.name })}
          disabled={place === 0}
          onClick={() => onMove(-1)}
        >
          <IconArrowLeft size={17} stroke={1.7} aria-hidden />
        </Button>
        <Button
          kind="icon"
          data-move="1"
          aria-label={t('edit.later', { name: draft.name })}
          disabled={place === of - 1}
          onClick={() => onMove(1)}
        >
          <IconArrowRight size={17} stroke={1.7} aria-hidden />
        </Button>
        <Button
          kind="icon"
          aria-label={t('edit.remove', { name: draft.name })}
          disabled={of === 1}
          onClick={props.onRemove}
        >
          <IconTrash size={17} stroke={1.7} aria-hidden />
        </Button>
      </div>
      <div className="fields">
        <TextInput
          required
          maxLength={300}
          label={t('edit.name')}
          value={draft.name}
          onChange={(event) => onChange({ name: event.currentTarget.value })}
        />
        <TextInput
          label={t('edit.wording')}
          styles={{ input: { fontFamily: 'var(--voice)' } }}
          value={draft.customerWording}
          onChange={(event) => onChange({ customerWording: event.currentTarget.value })}
        />
        <TextInput
          label={t('edit.acceptance')}
          value={draft.acceptanceQuestion}
          onChange={(event) => onChange({ acceptanceQuestion: event.currentTarget.value })}
        />
        <Textarea
          autosize
          minRows={1}
          label={t('edit.doneWhen')}
          value={draft.doneWhen}
          onChange={(event) => onChange({ doneWhen: event.currentTarget.value })}
        />
        <label>
          <span className="strong sm">{t('road.touchpoint')}</span>
          <select
            className="choose"
            value={draft.touchpointId}
            onChange={(event) => onChange({ touchpointId: event.currentTarget.value })}
          >
            <option value="">{t('road.noTouchpoint')}</option>
            {props.touchpoints.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span className="strong sm">{t('road.people')}</span>
          <select
            className="choose"
            value={draft.ownerRole}
            onChange={(event) => onChange({ ownerRole: event.currentTarget.value })}
          >
            <option value="">{t('road.nobody')}</option>
            {roles.map((role) => (
              <option key={role} value={role}>
                {t(`role.${role}`)}
              </option>
            ))}
          </select>
        </label>
        <TextInput
          type="number"
          min={0}
          step="any"
          label={t('edit.days')}
          value={draft.expectedDays}
          onChange={(event) => onChange({ expectedDays: event.currentTarget.value })}
        />
      </div>
      {draft.reachedOnEvent !== null && <p className="dim xs">{t('edit.byItself')}</p>}
    </fieldset>
  );
}
