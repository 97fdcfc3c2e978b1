// Starts the page.
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { wayInOf } from './links';
import { OpenMini } from './OpenMini';
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
const way = wayInOf(location.search);
if (root !== null) createRoot(root).render(way === null ? <App /> : <OpenMini way={way} />);
