/** Whether it is quiet now: `minutes` since midnight within the hours, which may run over midnight. */
export function isQuiet({ from, to }: { from: string; to: string }, minutes: number): boolean {
  const start = minutesOf(from);
  const end = minutesOf(to);
  return start <= end ? minutes >= start && minutes < end : minutes >= start || minutes < end;
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
