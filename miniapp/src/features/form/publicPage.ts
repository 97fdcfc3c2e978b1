// What is made on a public page is for that page's organization, whoever the device is a guest of until then.
import { createContext } from 'react';
import type { Label } from '../../lib/guest';

/** Of the public page that a form stands on; null elsewhere. */
export const PublicLabel = createContext<Label | null>(null);
