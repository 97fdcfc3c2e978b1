/** Into the clipboard; where the browser's own way is closed (a page without https), by way of a selection. */
export async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copySelected(text);
  }
}

function copySelected(text: string): boolean {
  const box = document.createElement('textarea');
  box.value = text;
  box.setAttribute('readonly', '');
  box.className = 'sr-only';
  document.body.append(box);
  box.select();
  const done = document.execCommand?.('copy') ?? false;
  box.remove();
  return done;
}
