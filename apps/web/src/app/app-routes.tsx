import { meetingCode } from '@meridian/protocol';
import { lazy, Suspense, useEffect, useLayoutEffect, useState } from 'react';
import { Outlet, Route, Routes, useLocation, useNavigate, useParams } from 'react-router';
import { HomeScreen } from '../home/home-screen.js';
import { NotFoundScreen } from '../home/not-found-screen.js';
import { SessionProvider } from '../meeting/session-context.js';
import { useApp } from './app-context.js';

const PreJoinScreen = lazy(async () => ({
  default: (await import('../prejoin/prejoin-screen.js')).PreJoinScreen,
}));
const RoomScreen = lazy(async () => ({
  default: (await import('../room/room-screen.js')).RoomScreen,
}));

export function AppRoutes() {
  return (
    <Suspense fallback={null}>
      <Routes>
        <Route path="/" element={<HomeScreen />} />
        <Route path="/m/:code" element={<MeetingLayout />}>
          <Route index element={<PreJoinScreen />} />
          <Route path="room" element={<RoomScreen />} />
        </Route>
        <Route path="*" element={<NotFoundScreen />} />
      </Routes>
    </Suspense>
  );
}

/** Holds the session of one meeting for both its screens, and takes the token out of the address. */
function MeetingLayout() {
  const { code = '' } = useParams();
  return meetingCode.safeParse(code).success ? (
    <Meeting key={code} code={code} />
  ) : (
    <NotFoundScreen />
  );
}

function Meeting({ code }: { readonly code: string }) {
  const { sessions, tokens } = useApp();
  const location = useLocation();
  const navigate = useNavigate();
  // During the first render already: the screens beneath read the token.
  useState(() => tokens.take(code, location.search));
  const session = sessions.get(code);
  useLayoutEffect(() => {
    const rest = tokens.take(code, location.search);
    if (rest !== null) void navigate(location.pathname + rest, { replace: true });
  }, [tokens, code, location, navigate]);
  useEffect(() => sessions.hold(code), [sessions, code]);
  return (
    <SessionProvider value={session}>
      <Outlet />
    </SessionProvider>
  );
}
