import { initI18n } from '@meridian/i18n';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { I18nextProvider, initReactI18next } from 'react-i18next';
import { BrowserRouter } from 'react-router';
import { createCall, createDevices } from '../call/create-call.js';
import '../design/tokens.css';
import '../design/base.css';
import { BrowserMeetingSession, MeetingSessions } from '../meeting/meeting-session.js';
import { JoinChoicesStorage } from '../settings/join-choices.js';
import { JoinTokens } from '../settings/join-tokens.js';
import { openStorage } from '../settings/key-value-storage.js';
import { Settings } from '../settings/settings.js';
import { AppProvider } from './app-context.js';
import { AppRoutes } from './app-routes.js';
import { followSettings } from './follow-settings.js';

/** Puts the parts together and draws the app. */
export async function start(root: HTMLElement): Promise<void> {
  const device = openStorage(() => window.localStorage);
  const tab = openStorage(() => window.sessionStorage);
  const settings = new Settings(device, {
    query: new URLSearchParams(window.location.search).get('lang'),
    preferred: navigator.languages,
  });
  const choices = new JoinChoicesStorage(device, tab);
  const tokens = new JoinTokens(tab);
  const sessions = new MeetingSessions((code) => {
    const devices = createDevices(reportError);
    return new BrowserMeetingSession(
      code,
      { call: createCall(devices, reportError), devices },
      choices,
      tokens,
    );
  });
  const texts = await initI18n(settings.store.getState().locale, initReactI18next);
  followSettings(settings, texts);
  createRoot(root).render(
    <I18nextProvider i18n={texts}>
      <QueryClientProvider client={new QueryClient()}>
        <AppProvider value={{ settings, sessions, tokens, choices }}>
          <BrowserRouter>
            <AppRoutes />
          </BrowserRouter>
        </AppProvider>
      </QueryClientProvider>
    </I18nextProvider>,
  );
}

/** Where errors go that no screen waits for. */
function reportError(error: unknown, doing: string): void {
  // eslint-disable-next-line no-console -- the browser's console is the only log a page has.
  console.warn(`Meridian, while ${doing}:`, error);
}
