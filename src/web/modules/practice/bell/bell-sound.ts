import { createDeviceChoice } from './device-choice.ts';
import { isQuiet } from './quiet-hours.ts';

/** Whether the bell may sound on this device. */
export const bellMuted = createDeviceChoice(
  'kept.bell.muted',
  (stored) => stored === 'yes',
  (muted) => (muted ? 'yes' : 'no'),
);

/** Hours without sound, by the clock of this device: `19:00` to `07:00` over midnight. Equal hours mean never. */
export const bellQuiet = createDeviceChoice('kept.bell.quiet', readQuiet, ({ from, to }) => `${from}-${to}`);

/** Partials of a small bronze bell: frequency against the strike note, loudness, seconds until it has died away. */
const partials = [
  [0.5, 0.35, 3.2],
  [1, 0.6, 2.4],
  [1.183, 0.3, 1.9],
  [1.506, 0.2, 1.5],
  [2, 0.45, 1.3],
  [2.514, 0.14, 0.9],
  [3.011, 0.1, 0.6],
  [4.166, 0.06, 0.4],
] as const;

const strikeNote = 659.26;
let audio: AudioContext | undefined;

/** Browsers let a page sound only after its person touched it once: waits for that. @returns stops waiting. */
export function readySoundOnTouch(): () => void {
  const ready = () => {
    audio ??= new AudioContext();
    if (audio.state === 'suspended') void audio.resume();
    stop();
  };
  const stop = () => {
    removeEventListener('pointerdown', ready);
    removeEventListener('keydown', ready);
  };
  addEventListener('pointerdown', ready);
  addEventListener('keydown', ready);
  return stop;
}

/**
 * Strikes the bell twice, softly, unless muted, in quiet hours, or never touched. With Kept open in several tabs only
 * one of them sounds: whoever gets the lock of this bell.
 */
export function soundBell(id: string): void {
  const now = new Date();
  if (bellMuted.get() || isQuiet(bellQuiet.get(), now.getHours() * 60 + now.getMinutes())) return;
  if (!('locks' in navigator)) return strike();
  void navigator.locks.request(`kept-bell-${id}`, { ifAvailable: true }, async (lock) => {
    if (lock === null) return;
    strike();
    await new Promise((resolve) => setTimeout(resolve, 6000));
  });
}

/** Strikes now, whatever the hours say: to try how it sounds. */
export function strike(): void {
  if (audio?.state !== 'running') return;
  for (const [after, loudness] of [
    [0.02, 0.16],
    [0.62, 0.1],
  ] as const) {
    for (const [ratio, share, lasts] of partials) note(audio, after, strikeNote * ratio, loudness * share, lasts);
  }
}

function note(context: AudioContext, after: number, frequency: number, loudness: number, lasts: number) {
  const start = context.currentTime + after;
  const tone = context.createOscillator();
  const volume = context.createGain();
  tone.frequency.value = frequency;
  volume.gain.setValueAtTime(0, start);
  volume.gain.linearRampToValueAtTime(loudness, start + 0.006);
  volume.gain.exponentialRampToValueAtTime(0.0001, start + lasts);
  tone.connect(volume).connect(context.destination);
  tone.start(start);
  tone.stop(start + lasts);
}

function readQuiet(stored: string | null): { from: string; to: string } {
  const [, from, to] = /^(\d\d:\d\d)-(\d\d:\d\d)$/.exec(stored ?? '') ?? [];
  return { from: from ?? '19:00', to: to ?? '07:00' };
}
