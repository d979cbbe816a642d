/*
 * The gallery shows every screen and state for screenshots and for looking at them side by side.
 * What it draws are models, not a call: nothing is sent, received or recorded here. It is built
 * by `vite build --mode gallery` and is no part of what the server serves.
 *
 * gallery.html?lang=zh-CN&theme=dark#room-bilateral
 */
import { initI18n } from '@meridian/i18n';
import { createRoot } from 'react-dom/client';
import { I18nextProvider, initReactI18next } from 'react-i18next';
import { MemoryRouter } from 'react-router';
import { AppProvider } from '../app/app-context.js';
import { followSettings } from '../app/follow-settings.js';
import '../design/tokens.css';
import '../design/base.css';
import { MeetingSessions } from '../meeting/meeting-session.js';
import { JoinChoicesStorage } from '../settings/join-choices.js';
import { JoinTokens } from '../settings/join-tokens.js';
import { MemoryStorage } from '../settings/key-value-storage.js';
import { Settings } from '../settings/settings.js';
import { GalleryScreen } from './gallery-screen.js';
import { pressInto } from './press.js';
import { galleryStates, isGalleryState } from './states.js';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no root element.');

// The network check of the pre-join page asks the server, and there is none here.
window.fetch = () =>
  new Promise((resolve) =>
    setTimeout(() => {
      resolve(new Response('{}'));
    }, 45),
  );

const query = new URLSearchParams(window.location.search);
const storage = new MemoryStorage();
const settings = new Settings(storage, { query: query.get('lang'), preferred: ['en'] });
const theme = query.get('theme');
if (theme === 'dark' || theme === 'light') settings.set({ theme });
const texts = await initI18n(settings.store.getState().locale, initReactI18next);
followSettings(settings, texts);
// No catalogue is written from right to left yet; the layout can be looked at all the same.
if (query.get('dir') === 'rtl') document.documentElement.dir = 'rtl';

const app = {
  settings,
  sessions: new MeetingSessions(() => {
    throw new Error('The gallery opens no sessions.');
  }),
  tokens: new JoinTokens(storage),
  choices: new JoinChoicesStorage(storage, storage),
};

const name = window.location.hash.slice(1);
const state = isGalleryState(name) ? name : null;
createRoot(root).render(
  <I18nextProvider i18n={texts}>
    <AppProvider value={app}>
      <MemoryRouter>{state ? <GalleryScreen state={state} /> : <Index />}</MemoryRouter>
    </AppProvider>
  </I18nextProvider>,
);
window.addEventListener('hashchange', () => {
  window.location.reload();
});
if (state) await pressInto(state);
// The screenshot runner waits for this.
document.documentElement.dataset['gallery'] = 'ready';

function Index() {
  return (
    <ul>
      {galleryStates.map((one) => (
        <li key={one}>
          <a href={`#${one}`}>{one}</a>
        </li>
      ))}
    </ul>
  );
}
