// A screen that changes others while it is being drawn is drawn from two states at once: React only complains, here it is a failure.
const complain = console.error;
console.error = (...words: unknown[]) => {
  complain(...words);
  if (String(words[0]).includes('while rendering a different component')) throw new Error(String(words[0]));
};
