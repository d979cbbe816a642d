import { createContext, useContext } from 'react';
import type { MeetingSessions } from '../meeting/meeting-session.js';
import type { JoinTokens } from '../settings/join-tokens.js';
import type { JoinChoicesStorage } from '../settings/join-choices.js';
import type { Settings } from '../settings/settings.js';

/** What every screen may use, composed once at start. */
export interface App {
  readonly settings: Settings;
  readonly sessions: MeetingSessions;
  readonly tokens: JoinTokens;
  readonly choices: JoinChoicesStorage;
}

const AppContext = createContext<App | null>(null);

export const AppProvider = AppContext.Provider;

export function useApp(): App {
  const app = useContext(AppContext);
  if (!app) throw new Error('A screen was drawn outside the app.');
  return app;
}
