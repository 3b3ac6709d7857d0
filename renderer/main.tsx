import './without-eval.ts';
import './styles/window.css';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { startMirror } from './store/app-store.ts';
import { startForgetting } from './store/detail-cache.ts';

const root = document.querySelector('#root');
if (root === null) throw new Error('the page has no #root');
startMirror();
startForgetting();
createRoot(root).render(<App />);
