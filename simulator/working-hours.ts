/** The next moment at which somebody works: weekdays, eight to five by the simulated clock. */
export function workingTime(at: number): number {
  const time = new Date(at);
  for (;;) {
    const weekday = time.getUTCDay();
    const hour = time.getUTCHours();
    if (weekday >= 1 && weekday <= 5 && hour >= 8 && hour < 17) return time.getTime();
    if (hour >= 17 || weekday === 0 || weekday === 6) time.setUTCDate(time.getUTCDate() + 1);
    time.setUTCHours(8, time.getUTCMinutes() % 50, 0, 0);
  }
}

export function isWorkingTime(at: number): boolean {
  return workingTime(at) === at;
}
