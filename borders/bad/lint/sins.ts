async function save(): Promise<void> {}

export async function forgets(): Promise<void> {
  save();
  await 1;
  console.log('told the terminal');
}

export function anything(value: any): unknown {
  return value;
}
