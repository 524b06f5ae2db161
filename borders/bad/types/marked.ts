export type Marked = number;
