// TS2322
export const first: string = ([] as string[])[0];
