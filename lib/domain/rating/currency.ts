const LOCALE = "en";
const CODE = /^[A-Z]{3}$/;

/** Whether a code names a currency that this runtime knows (ISO 4217). */
export function isCurrency(code: string): boolean {
  return CODE.test(code) && Intl.supportedValuesOf("currency").includes(code);
}

/** How many decimals a currency has: 2 for USD, 0 for JPY, 3 for KWD. */
export function minorDigits(currency: string): number {
  const options = new Intl.NumberFormat(LOCALE, { style: "currency", currency }).resolvedOptions();
  return options.maximumFractionDigits ?? 2;
}
