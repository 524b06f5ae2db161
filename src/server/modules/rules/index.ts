/** The door of rules: what happens by itself, and what an absence hands over. */
import { windRuleJob } from './clocks.ts';
import { handOverAbsences, handOverJob } from './handing-over.ts';
import { handOverLeavers, handOverOfLeaverJob } from './leaving.ts';
import { dropRuleRunsJob } from './log.ts';
import { runRules } from './running.ts';
import { ruleSeeds } from './seeding.ts';
import { tickRulesJob } from './ticking.ts';

export const ruleSubscriptions = [runRules, ruleSeeds, handOverAbsences, handOverLeavers];
export const ruleJobs = [tickRulesJob, windRuleJob, handOverJob, handOverOfLeaverJob, dropRuleRunsJob];
