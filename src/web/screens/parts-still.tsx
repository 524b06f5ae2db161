import type { ShareFigure } from '../../contract/shapes.ts';
import { Button } from '../ui/button.tsx';
import { Chip, Emotion } from '../ui/chip.tsx';
import { Figure } from '../ui/figure.tsx';
import { HealthCell } from '../ui/health-cell.tsx';
import { Initials } from '../ui/initials.tsx';
import { MomentDots, type Moment } from '../ui/moment-dots.tsx';
import { BarAlone, PromiseBar } from '../ui/promise-bar.tsx';
import { Verdict } from '../ui/verdict.tsx';
import { VoiceQuote } from '../ui/voice-quote.tsx';

const letters: Record<string, Moment> = { w: 'won', n: 'neutral', l: 'lost', '-': 'unknown' };
const moments = 'wnwwn-nlnwwwnlwn-wwnwl'.split('').map((letter) => letters[letter] ?? 'unknown');

const figure = (k: number, n: number, low: number, high: number, say: ShareFigure['say'] = 'share'): ShareFigure => ({
  k,
  n,
  share: n === 0 ? null : k / n,
  low,
  high,
  say,
});

/** The parts that only show something. */
export function PartsStill() {
  return (
    <>
      <div className="blk">
        <span className="label">Promise bar</span>
        <div className="pb">
          <PromiseBar state="open" left={72} words="quote in 5 h 48" wordsWidth={150} />
          <PromiseBar state="risk" left={14} words="news in 48 min" wordsWidth={150} />
          <PromiseBar state="broken" words="broken Mon 17:00" wordsWidth={150} />
          <PromiseBar state="kept" words="kept 10:58" wordsWidth={150} />
          <PromiseBar state="paused" left={60} words="waits for Greta" wordsWidth={150} />
          <PromiseBar state="open" left={38} was={50} words="now Thu 12:00" wordsWidth={150} />
          <BarAlone state="open" left={26} thick />
        </div>
      </div>
      <div className="blk">
        <span className="label">Moments: won above the line, neutral on it, lost below, a dash where nobody knows</span>
        <MomentDots moments={moments} />
        <MomentDots moments={moments.slice(0, 9)} step={13} />
      </div>
      <div className="blk">
        <span className="label">The customer’s voice</span>
        <VoiceQuote words="I don’t mind waiting, I mind not knowing." cite="Piet de Wit, by phone, 4 March" />
      </div>
      <div className="blk">
        <span className="label">Health cell: share lost, n, 95 % interval on a track of 0 to 40 %</span>
        <div className="cells">
          <HealthCell name="Handover" figure={figure(3, 92, 0.011, 0.092)} />
          <HealthCell name="Sample box" figure={figure(13, 188, 0.041, 0.115)} />
          <HealthCell name="Quote by mail" figure={figure(19, 143, 0.087, 0.198)} />
          <HealthCell name="Waiting for the day" figure={figure(24, 138, 0.12, 0.246)} />
          <HealthCell name="Delivery" figure={figure(38, 181, 0.157, 0.275)} open onPress={() => {}} />
          <HealthCell name="Phone, order desk" figure={figure(2, 24, 0.023, 0.258, 'k-of-n')} />
          <HealthCell name="Price page" figure={figure(0, 3, 0, 1, 'count')} />
          <HealthCell name="Partner fitter" figure={figure(2, 12, 0.047, 0.448, 'not-enough')} />
        </div>
      </div>
      <div className="blk">
        <span className="label">Figures</span>
        <div className="line">
          <Figure figure={figure(472, 489, 0.945, 0.978)} />
          <Figure figure={figure(2, 24, 0.023, 0.258, 'k-of-n')} />
          <Figure figure={figure(1, 3, 0, 1, 'count')} />
          <Figure figure={figure(0, 0, 0, 1, 'unknown')} />
        </div>
      </div>
      <div className="blk">
        <span className="label">Verdicts</span>
        <div className="vds">
          <Verdict size={17} verdict="better">
            9 points fewer lost, 4 to 14.
          </Verdict>
          <Verdict size={17} verdict="no-change">
            7 points would show.
          </Verdict>
          <Verdict size={17} verdict="worse">
            5 points more lost, 1 to 9.
          </Verdict>
          <Verdict size={17} verdict="too-early">
            14 more weeks to tell.
          </Verdict>
        </div>
      </div>
      <div className="blk">
        <span className="label">Pressing, saying</span>
        <div className="line">
          <Button kind="go">Approve</Button>
          <Button kind="yes" keys="enter">
            Promise
          </Button>
          <Button>Look</Button>
          <Button className="is-focus">Focus</Button>
          <Button kind="quiet">Quiet</Button>
          <Button disabled>Not yet</Button>
          <Button kind="go" keys="mod+enter">
            Send
          </Button>
          <Button kind="bell">Ring the bell</Button>
        </div>
        <div className="line" style={{ marginTop: 12 }}>
          <Chip>Damaged on arrival</Chip>
          <Chip kind="line">Trade</Chip>
          <Chip kind="risk">at risk</Chip>
          <Chip kind="won">won</Chip>
          <Chip kind="think">we think</Chip>
          <Chip kind="line">heard from 23</Chip>
          <Chip kind="unknown">unknown</Chip>
          <Emotion name="worried" />
          <Initials name="Maja Lindqvist" />
          <Initials name="Renate Vogel" of="customer" />
          <Initials name={undefined} />
          <Initials name="Greta Holm" of="customer" size="l" />
        </div>
      </div>
    </>
  );
}
