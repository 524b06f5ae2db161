/**
 * Loaded into Kept before anything else: its clock goes by so many milliseconds more than the machine's, as the file says that
 * `KEPT_CLOCK_AHEAD` names. Days pass by stopping Kept, writing another number, and starting it again.
 */
import { readFileSync } from 'node:fs';

const file = process.env['KEPT_CLOCK_AHEAD'];
if (file !== undefined) {
  const ahead = Number(readFileSync(file, 'utf8'));
  const Real = Date;
  const now = () => Real.now() + ahead;
  const Ahead = new Proxy(Real, {
    construct: (target, given, asked) =>
      Reflect.construct(target, given.length === 0 ? [now()] : given, asked) as object,
    apply: () => new Real(now()).toString(),
    get: (target, name) => (name === 'now' ? now : (Reflect.get(target, name) as unknown)),
  });
  Real.prototype.constructor = Ahead;
  globalThis.Date = Ahead;
}
