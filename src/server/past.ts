/**
 * A past that is being lived into the database while people look around already: the sample company's half year. Until it has reached
 * today nothing goes by the real clock, to which all of that past would be overdue; it reads the log and looks at the clocks itself.
 */
export interface Past {
  /** How far it has come now. */
  progress(): PastProgress;
  /** Ends when today is reached, and fails when it cannot be. */
  reached: Promise<void>;
}

export interface PastProgress {
  /** The day that is lived now, and all of them, counted from the first. */
  day: number;
  days: number;
  /** That day by the calendar, in UTC. */
  today: string;
  /** What the rest takes if it goes on like this, in seconds; null as long as too little is lived to tell. */
  secondsLeft: number | null;
}
