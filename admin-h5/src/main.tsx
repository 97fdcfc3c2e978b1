// Where the browser begins: theme and language first, then either the sign-in or the application.
import { createRoot } from 'react-dom/client';
import { Gate } from './features/session/Gate';
import { recall, remember } from './lib/kept';
import { dress } from './lib/locale';
import { dressTheme } from './lib/theme';
import './ui/base.css';

// A page left open over an update asks for files that are gone: it starts afresh, once; drafts are kept.
const AGAIN_MS = 30_000;
window.addEventListener('vite:preloadError', (event) => {
  if (Date.now() - (recall<number>('restarted') ?? 0) < AGAIN_MS) return;
  event.preventDefault();
  remember('restarted', Date.now());
  window.location.reload();
});

dressTheme();
dress();
const root = document.getElementById('app');
if (root !== null) createRoot(root).render(<Gate />);
