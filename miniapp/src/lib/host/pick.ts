// A browser's way to the camera and the album: a file input that nobody sees.
export type Pick = { readonly most: number; readonly accept: string; readonly camera: boolean };

/** Empty when the person went back, which old browsers tell only by the page coming to the front again. */
export function pickFiles({ most, accept, camera }: Pick): Promise<readonly File[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = accept;
    input.multiple = most > 1 && !camera;
    if (camera) input.setAttribute('capture', 'environment');
    input.style.display = 'none';
    document.body.appendChild(input);
    const done = (files: readonly File[]) => {
      input.remove();
      resolve(files);
    };
    input.onchange = () => done(Array.from(input.files ?? []));
    input.addEventListener('cancel', () => done([]));
    input.click();
  });
}
