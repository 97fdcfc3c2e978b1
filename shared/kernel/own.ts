// Does this object itself have a member of that name? Asked for names that came from outside, such as `constructor`.

/** As Object.hasOwn, which the mini-program's older phones lack. */
export const owns = (object: object, name: string): boolean =>
  Object.getOwnPropertyDescriptor(object, name) !== undefined;
