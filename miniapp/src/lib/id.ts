// A key that nobody else makes: for commands and photos that may be sent more than once. Not a secret.
let counter = 0;

export function freshKey(): string {
  counter = (counter + 1) % 46_656;
  const random = () => Math.random().toString(36).slice(2, 10);
  return `m-${Date.now().toString(36)}-${counter.toString(36)}-${random()}${random()}`.slice(0, 60);
}
