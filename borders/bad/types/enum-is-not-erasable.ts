// TS1294
export enum Colour {
  Green,
}
