import { useEffect, useState } from 'react';
import { Navigate } from 'react-router';
import { Toasts } from '../design/toasts.js';
import { useCall, useSession } from '../meeting/session-context.js';
import { Announcer } from './announcer.js';
import { FinalScreen } from './final-screen.js';
import type { Room } from './room-context.js';
import { RoomProvider } from './room-context.js';
import { RoomUi } from './room-ui.js';
import { RoomView } from './room-view.js';

/** `/m/:code/room`: the room, and what stands in its place before and after. */
export function RoomScreen() {
  const session = useSession();
  const phase = useCall((model) => model.phase);
  const [room] = useState<Room>(() => ({
    ui: new RoomUi(),
    toasts: new Toasts(),
    announcer: new Announcer(),
  }));
  const [returning] = useState(() => (phase === 'idle' ? session.returning : null));
  const rejoins = returning !== null && session.token !== null;
  useEffect(() => {
    // After a reload the tab comes straight back.
    if (returning && rejoins) void session.join(returning);
  }, [session, returning, rejoins]);
  switch (phase) {
    case 'idle':
      return rejoins ? (
        <RoomProvider value={room}>
          <RoomView />
        </RoomProvider>
      ) : (
        <Navigate to={`/m/${session.code}`} replace />
      );
    case 'failed':
      return <Refused />;
    case 'elsewhere':
    case 'removed':
    case 'ended':
    case 'left':
      return <FinalScreen phase={phase} />;
    default:
      return (
        <RoomProvider value={room}>
          <RoomView />
        </RoomProvider>
      );
  }
}

/** The pre-join page says why, and the form there stays usable. */
function Refused() {
  const session = useSession();
  useEffect(() => {
    session.settle(true);
  }, [session]);
  return <Navigate to={`/m/${session.code}`} replace />;
}
