// What decodes pictures is loaded with the first one: at rest, it is 15 MB that nobody needs.
import type sharp from 'sharp';

export type Sharp = typeof sharp;

let loaded: Promise<Sharp> | undefined;

export function loadSharp(): Promise<Sharp> {
  loaded ??= import('sharp').then(({ default: made }) => {
    made.cache(false);
    // Several uploads at once share the cores; one alone need not have them all.
    made.concurrency(1);
    return made;
  });
  return loaded;
}
