/** How much, in the unit of what is given: money in its currency, per cent, or how many times. */
export function amountWords(size: number, unit: string, currency: string, language: string): string {
  if (unit === 'money')
    return new Intl.NumberFormat(language, {
      style: 'currency',
      currency,
      minimumFractionDigits: Number.isInteger(size) ? 0 : 2,
    }).format(size);
  const number = new Intl.NumberFormat(language).format(size);
  return unit === 'percent' ? `${number}\u202F%` : `${number}\u00D7`;
}
