// Starts the page.
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { kept, systemTheme, type Theme } from './setting';
import './css/tokens.css';
import './css/ground.css';
import './css/top.css';
import './css/bench.css';
import './css/chat.css';
import './css/card.css';
import './css/wechat.css';
import './css/panel.css';
import './css/log.css';

// Before anything is drawn, so that a dark page never flashes light.
document.documentElement.dataset.theme = kept<Theme | null>('theme', null) ?? systemTheme();

const root = document.getElementById('app');
if (root !== null) createRoot(root).render(<App />);
