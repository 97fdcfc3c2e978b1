// A telephone number where more people see it than should: 138****1234.

/** The digits alone; people write numbers in groups, and those of mobile phones with their country's code or without. */
export function digitsOf(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  return /^(?:00)?86(1\d{10})$/.exec(digits)?.[1] ?? digits;
}

const MASK = /^\d{0,3}\*{4}\d{0,4}$/;

/** Three digits and four of a long number, four of a shorter one, two of a short one; a mask stays as it is. */
export function masked(phone: string): string {
  if (MASK.test(phone)) return phone;
  const digits = digitsOf(phone);
  const long = digits.length >= 11;
  return `${long ? digits.slice(0, 3) : ''}****${digits.slice(long || digits.length >= 8 ? -4 : -2)}`;
}
