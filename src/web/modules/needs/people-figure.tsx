import type { ShareFigure } from '../../../contract/shapes.ts';
import { Figure } from '../../ui/figure.tsx';

/** A share of people: with few of them plainly so many of so many. */
export function PeopleFigure({ figure }: { figure: ShareFigure }) {
  if (figure.say === 'not-enough' || figure.say === 'count')
    return (
      <b className="strong">
        {figure.k}/{figure.n}
      </b>
    );
  return <Figure figure={figure} />;
}
