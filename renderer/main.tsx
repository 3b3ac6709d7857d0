import './without-eval.ts';
import './styles/window.css';
import { createRoot } from 'react-dom/client';
import { languageOf } from '../shared/strings/language.ts';
import { App } from './app.tsx';
import { speakIn } from './store/spoken.ts';
import { startMirror } from './store/app-store.ts';
import { startForgetting } from './store/detail-cache.ts';

const root = document.querySelector('#root');
if (root === null) throw new Error('the page has no #root');
// Until main tells which one was chosen.
speakIn(languageOf('system', navigator.languages));
startMirror();
startForgetting();
createRoot(root).render(<App />);
