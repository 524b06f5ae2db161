import type { ProtocolDefinition } from '../../../contract/escalations.ts';

export interface ProtocolRow {
  id: string;
  name: string;
  position: number;
  active: boolean;
  version: number;
  definition: ProtocolDefinition;
  changed_at: Date;
  archived_at: Date | null;
}

export interface EscalationRow {
  id: string;
  protocol_id: string;
  protocol_version: number;
  name: string;
  definition: ProtocolDefinition;
  case_id: string | null;
  promise_id: string | null;
  task_id: string | null;
  drill: boolean;
  because: Because;
  state: 'calling' | 'acknowledged' | 'unheard' | 'ended';
  step: number;
  next_at: Date | null;
  started_at: Date;
  acknowledged_at: Date | null;
  acknowledged_by: string | null;
  handed_to: string | null;
  ended_at: Date | null;
  note: string;
}

/** What every event of an escalation says of it; `drill` above all: a pager must not take one for real. */
export function eventOf({ id, name, drill }: Pick<EscalationRow, 'id' | 'name' | 'drill'>) {
  return { escalationId: id, name, drill };
}

/** What started an escalation: `on` names the trigger, the rest are values for the sentence. */
export type Because = Record<string, string | number | boolean | null>;

/** What an escalation is about. */
export interface About {
  caseId: string | null;
  promiseId: string | null;
  taskId?: string | null;
}
