// What text looks like to the one who reads it. No look-behind here: some mini-program engines do not know it.

/** Format characters, blanks, fillers and variation selectors draw nothing by themselves; neither does the empty Braille cell. */
const INK = /[^\p{Cf}\p{Z}\p{Cc}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** Is there anything to see? */
export const isVisible = (text: string): boolean => INK.test(text);

/** Line ends, and marks that turn the order of what follows around: a name could pass for another. */
const TURNS = /[\r\n\u2028\u2029\u202a-\u202e\u2066-\u2069]/;

export const isOneLine = (text: string): boolean => !TURNS.test(text);
