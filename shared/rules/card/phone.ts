// A telephone number in a chat, where more people see it than should: 138****1234.

/** The call itself goes from the ticket's page. */
export function masked(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  const long = digits.length >= 11;
  return `${long ? digits.slice(0, 3) : ''}****${digits.slice(long || digits.length >= 8 ? -4 : -2)}`;
}
