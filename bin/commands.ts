import { backupCommand, restoreCommand } from './backup-command.ts';
import { createKeyCommand, createUserCommand, givePasswordCommand } from './people-commands.ts';
import { doctorCommand } from './doctor-command.ts';
import { exportCommand } from './export-command.ts';
import { importCommand } from './import-command.ts';
import { generateTablesCommand, migrateCommand } from './database-commands.ts';
import { demoCommand } from './demo-command.ts';
import { simulateCommand } from './simulate-command.ts';
import { startCommand } from './start-command.ts';

/** One command of bin/kept. */
export interface Command {
  name: string;
  usage: string;
  does: string;
  run(args: string[]): Promise<void>;
}

export const commands: readonly Command[] = [
  startCommand,
  demoCommand,
  simulateCommand,
  migrateCommand,
  createUserCommand,
  givePasswordCommand,
  createKeyCommand,
  doctorCommand,
  backupCommand,
  restoreCommand,
  importCommand,
  exportCommand,
  generateTablesCommand,
];
