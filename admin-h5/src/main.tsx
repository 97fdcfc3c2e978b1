// Where the browser begins: theme and language first, then either the sign-in or the application.
import { createRoot } from 'react-dom/client';
import { Gate } from './features/session/Gate';
import { dress } from './lib/locale';
import { dressTheme } from './lib/theme';
import './ui/base.css';

dressTheme();
dress();
const root = document.getElementById('app');
if (root !== null) createRoot(root).render(<Gate />);
