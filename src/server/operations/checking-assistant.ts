import type pg from 'pg';
import type { Trouble } from '../../domain/assistant/resting.ts';
import type { Env } from '../env.ts';
import { openAssistantEndpoint } from '../outside/assistant-endpoint.ts';
import { type Finding, findings } from './finding.ts';

const patience = 20_000;

/** What is wrong, and what to do. */
const sentences: Readonly<Record<Trouble, string>> = {
  refused: 'refuses to answer: check KEPT_ASSISTANT_KEY, KEPT_ASSISTANT_MODEL and the path in KEPT_ASSISTANT_URL',
  overloaded: 'has too much to do or fails: look at that server, and run the doctor again',
  slow: `gave no answer in ${String(patience / 1000)} seconds: a model this slow is of no use; take a smaller one or a quicker machine`,
  unreachable: 'cannot be reached: check KEPT_ASSISTANT_URL and that the server runs',
  'too-large': 'answered more than can be read: check that KEPT_ASSISTANT_URL leads to a chat completions API',
  declined:
    'does not take the question: check KEPT_ASSISTANT_MODEL, and that KEPT_ASSISTANT_URL leads to a chat completions API',
  unreadable: 'answers something else than chat completions do: check KEPT_ASSISTANT_URL, which usually ends in /v1',
};

/** Asks the assistant one made-up question, when one is set up. */
export async function checkAssistant(env: Env): Promise<Finding> {
  const about = findings('assistant');
  if (env.assistant === undefined)
    return about.ok('No assistant is set up (KEPT_ASSISTANT_URL); words are read by the lexicon alone.');
  const endpoint = openAssistantEndpoint(env.assistant);
  const name = `${endpoint.model} at ${endpoint.host}`;
  const began = performance.now();
  const answer = await endpoint.complete({
    system: 'Answer with one JSON object {"language": "…"}: the ISO 639-1 code of the language of the text.',
    user: JSON.stringify({ text: 'The lamp in the hall works again.' }),
    schema: {
      type: 'object',
      properties: { language: { type: 'string' } },
      required: ['language'],
      additionalProperties: false,
    },
    name: 'trial',
    within: patience,
  });
  if ('trouble' in answer) return about.warning(`${name} ${sentences[answer.trouble]}.`);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  return /"language"\s*:\s*"\w/u.test(answer.content)
    ? about.ok(`${name} answers in ${seconds} s.`)
    : about.warning(`${name} answers, but not with the JSON object it is asked for: take another model.`);
}

/** Whether it is switched on, and whether it is left alone because it failed. */
export async function checkAssistantUse(client: pg.Client, env: Env): Promise<Finding | undefined> {
  if (env.assistant === undefined) return undefined;
  const about = findings('use of the assistant');
  const { rows } = await client.query<{
    host: string | null;
    rests: boolean;
    until: string | null;
    trouble: string | null;
  }>(`
    select case when s.is_on then s.host end as host, coalesce(t.resting_until > now(), false) as rests, t.trouble,
      to_char(t.resting_until at time zone 'UTC', 'HH24:MI "UTC"') as until
    from assistant_settings s cross join assistant_standing t`);
  const { host, rests, until, trouble } = rows[0]!;
  if (host !== null && host !== new URL(env.assistant.url).host)
    return about.warning(
      `The assistant was switched on for ${host} and stays off for another server until somebody switches it on again (Settings, Words).`,
    );
  if (host === null) return about.ok('The assistant is set up but switched off (Settings, Words).');
  return rests
    ? about.warning(
        `The assistant rests until ${until ?? ''} after it failed (${trouble ?? ''}); the lexicon reads alone.`,
      )
    : about.ok('The assistant is switched on and not resting.');
}
