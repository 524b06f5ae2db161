import { Emotion, type EmotionName } from '../../../ui/chip.tsx';

const known: readonly string[] = ['angry', 'worried', 'let-down', 'confused', 'neutral', 'glad', 'thankful'];

/** What the customer feels: our sign and word where we have one, else the word that was noted. */
export function Feeling({ name }: { name: string }) {
  if (known.includes(name)) return <Emotion name={name as EmotionName} />;
  return <span className="feel">{name}</span>;
}

/** The feelings that can be noted. */
export const feelings = known as readonly EmotionName[];
