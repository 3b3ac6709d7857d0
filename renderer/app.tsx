import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import type { Place } from '../shared/ipc/contract.ts';
import { assertNever } from '../shared/result.ts';
import { words } from '../shared/strings/window.ts';
import { Connections } from './features/connections/index.ts';
import {
  Announcer,
  KeyHelp,
  Problems,
  SideBar,
  usePlaceKeys,
  useTheme,
  useWindowTitle,
} from './features/frame/index.ts';
import { Doctor } from './features/doctor/index.ts';
import { Guide, GuideReminder } from './features/guide/index.ts';
import { Inbox } from './features/inbox/index.ts';
import { Journal } from './features/journal/index.ts';
import { Session } from './features/session/index.ts';
import { Sessions } from './features/sessions/index.ts';
import { Settings } from './features/settings/index.ts';
import { useApp, useAppReady } from './store/app-store.ts';
import { usePlace } from './store/place.ts';
import { useFocusCaught } from './ui/use-focus-caught.ts';
import { useFocusKept } from './ui/use-focus-kept.ts';

export function App(): ReactNode {
  const isReady = useAppReady();
  return isReady ? <Spoken /> : <p className="opening soft">{words.common.opening}</p>;
}

/** Words are read while drawing, so another language draws all of it anew. */
function Spoken(): ReactNode {
  const language = useApp((view) => view.language);
  useFocusKept(language);
  return <Window key={language} />;
}

function Window(): ReactNode {
  const place = usePlace();
  const main = useRef<HTMLElement>(null);
  const [help, setHelp] = useState(false);
  const openHelp = useCallback(() => setHelp(true), []);
  useTheme();
  useWindowTitle();
  usePlaceKeys(openHelp);
  const where = place.tag === 'session' ? place.key : place.tag;
  useEffect(() => {
    if (main.current !== null) main.current.scrollTop = 0;
  }, [where]);
  useFocusCaught(where);
  return (
    <div className={place.tag === 'guide' ? 'window window-guide' : 'window'}>
      {place.tag === 'guide' ? null : <SideBar />}
      <main className="main" ref={main}>
        <div className="main-content">
          <Problems />
          <GuideReminder />
          {drawPlace(place)}
        </div>
      </main>
      <Announcer />
      {help ? <KeyHelp onClose={() => setHelp(false)} /> : null}
    </div>
  );
}

function drawPlace(place: Place): ReactNode {
  switch (place.tag) {
    case 'inbox':
      return <Inbox />;
    case 'sessions':
      return <Sessions start={place.start === true} />;
    case 'session':
      return <Session key={place.key} sessionKey={place.key} />;
    case 'connections':
      return <Connections signIn={place.signIn} />;
    case 'journal':
      return <Journal />;
    case 'settings':
      return <Settings />;
    case 'guide':
      return <Guide />;
    case 'doctor':
      return <Doctor />;
    default:
      return assertNever(place);
  }
}
