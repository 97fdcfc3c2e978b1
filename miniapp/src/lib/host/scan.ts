// Scanning in a browser: a picture of the code is taken and read by the browser itself, where it can.
import { ok } from '@paidan/shared/kernel/result';
import { failed, trouble } from './fail';
import { pickFiles } from './pick';
import type { Answer } from './port';

type Detector = { readonly detect: (source: ImageBitmap) => Promise<readonly { readonly rawValue: string }[]> };
type Detectors = { readonly BarcodeDetector?: new () => Detector };

export async function scanPicture(): Answer<string> {
  const { BarcodeDetector } = window as unknown as Detectors;
  if (!BarcodeDetector) return trouble('scan', 'unsupported');
  const [file] = await pickFiles({ most: 1, accept: 'image/*', camera: true });
  if (!file) return trouble('scan', 'cancelled');
  try {
    const [found] = await new BarcodeDetector().detect(await createImageBitmap(file));
    return found ? ok(found.rawValue) : trouble('scan', 'failed');
  } catch (error) {
    return failed('scan', error);
  }
}
