// Cutting text to what there is room for.

/** At most `most` characters, the last one an ellipsis where something is left out; no character is cut in two. */
export function clip(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most
    ? text
    : `${characters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}
