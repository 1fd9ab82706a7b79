/** Next looks for this file in the folders above too, and would start the product's jobs. */
export function register(): void {}
