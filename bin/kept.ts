import { commands } from './commands.ts';

const [name = 'help', ...rest] = process.argv.slice(2);
const command =
  commands.find((one) => one.name === name) ?? commands.find((one) => one.name === `${name} ${rest[0] ?? ''}`);

if (command === undefined) {
  if (name !== 'help' && name !== '--help')
    process.stderr.write(`There is no command "${[name, rest[0]].filter(Boolean).join(' ')}".\n\n`);
  process.stderr.write(
    `Usage: bin/kept COMMAND\n\n${commands.map((one) => `  ${one.usage.padEnd(54)} ${one.does}`).join('\n')}\n`,
  );
  process.exit(name === 'help' || name === '--help' ? 0 : 2);
}

try {
  await command.run(command.name.includes(' ') ? rest.slice(1) : rest);
} catch (error) {
  // A wrong setting or a port in use is told in a sentence; the stack is for those who ask for it.
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  if (process.env['LOG_LEVEL'] === 'debug' && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  process.exit(1);
}
