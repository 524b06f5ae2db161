import './drawing.css';
import { TextInput } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { newKey } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import type { Design } from './drawing.data.ts';

/** The stages of a journey, in order; a stage that goes leaves its stops where they are. */
export const StageBar = memo(function StageBar(props: {
  stages: Design['stages'];
  change: (next: (design: Design) => Design, edit?: string) => void;
}) {
  const { t } = useTranslation('drawing');
  const { stages, change } = props;
  return (
    <section className="stage-bar" aria-label={t('stages')}>
      {stages.map(({ id, name }, place) => (
        <div key={id} className="row" style={{ gap: 2, alignItems: 'end' }}>
          <TextInput
            label={t('nthStage', { n: place + 1 })}
            maxLength={300}
            value={name}
            onChange={(event) => {
              const { value } = event.currentTarget;
              change(
                (was) => ({
                  ...was,
                  stages: was.stages.map((stage) => (stage.id === id ? { id, name: value || '…' } : stage)),
                }),
                `stage ${id}`,
              );
            }}
          />
          <Button
            aria-label={t('removeStage', { name })}
            onClick={() =>
              change((was) => ({
                ...was,
                stages: was.stages.filter((stage) => stage.id !== id),
                stops: was.stops.map((stop) => (stop.stage === id ? { ...stop, stage: null } : stop)),
              }))
            }
          >
            ×
          </Button>
        </div>
      ))}
      <Button
        disabled={stages.length >= 100}
        onClick={() =>
          change((was) => ({
            ...was,
            stages: [...was.stages, { id: newKey(), name: t('nthStage', { n: was.stages.length + 1 }) }],
          }))
        }
      >
        {t('addStage')}
      </Button>
    </section>
  );
});
