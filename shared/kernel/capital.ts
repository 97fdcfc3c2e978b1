/** As a line or a cell begins; scripts without small letters stay as they are. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
