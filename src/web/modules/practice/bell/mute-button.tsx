import { IconVolume, IconVolumeOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { bellMuted } from './bell-sound.ts';

/** Sound on or off, on this device. */
export function MuteButton() {
  const { t } = useTranslation('today');
  const muted = bellMuted.use();
  const Icon = muted ? IconVolumeOff : IconVolume;
  return (
    <Button
      kind="icon"
      aria-label={t(muted ? 'bell.unmute' : 'bell.mute')}
      title={t(muted ? 'bell.unmute' : 'bell.mute')}
      onClick={() => bellMuted.set(!muted)}
    >
      <Icon size={18} stroke={1.7} aria-hidden />
    </Button>
  );
}
