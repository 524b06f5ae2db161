import './parts.css';
import { useMantineColorScheme } from '@mantine/core';
import { useState } from 'react';
import { families } from '../../figures/families.ts';
import { Button } from '../ui/button.tsx';
import { PartsAlive } from './parts-alive.tsx';
import { PartsStill } from './parts-still.tsx';
import { Wordmark, Mark } from '../ui/wordmark.tsx';

/*
 * For the people who build Kept: every part in every state, light beside dark, to hold against the look's 00-parts.
 * Its words are samples in English and stay out of the catalogue.
 */

/** Every part and state; at /parts, in no rail. */
export function Screen() {
  const { setColorScheme } = useMantineColorScheme();
  const [both, setBoth] = useState(true);
  return (
    <main id="content">
      <h1 className="sr">Parts</h1>
      <div className="row" style={{ padding: '10px 44px', borderBottom: '1px solid var(--line)' }}>
        <Button size="s" onClick={() => setColorScheme('light')}>
          Light page
        </Button>
        <Button size="s" onClick={() => setColorScheme('dark')}>
          Dark page
        </Button>
        <Button size="s" aria-pressed={both} onClick={() => setBoth(!both)}>
          Light beside dark
        </Button>
      </div>
      {both && (
        <div className="both">
          <Half scheme="light" />
          <Half scheme="dark" />
        </div>
      )}
      <PartsAlive />
    </main>
  );
}

function Half({ scheme }: { scheme: 'light' | 'dark' }) {
  return (
    <section className="half" data-theme={scheme} aria-label={scheme}>
      <div className="row">
        <Wordmark width={77} />
        <span className="grow" />
        <Mark />
      </div>
      <div className="blk">
        <span className="label">Families, ten shades each</span>
        <div className="names">
          {Object.entries(families).map(([name, shades]) => (
            <div key={name} style={{ display: 'contents' }}>
              <span>{name}</span>
              <span className="sw">
                {shades.map((shade) => (
                  <i key={shade} style={{ background: shade }} />
                ))}
              </span>
            </div>
          ))}
        </div>
      </div>
      <PartsStill />
    </section>
  );
}
