import { HomeScreen } from '../home/home-screen.js';
import { NotFoundScreen } from '../home/not-found-screen.js';
import { SessionProvider } from '../meeting/session-context.js';
import { PreJoinLoading, PreJoinReady, PreJoinRefused } from '../prejoin/prejoin-screen.js';
import { RoomScreen } from '../room/room-screen.js';
import { callModelOf, devicesModelOf } from './call-states.js';
import { joinView } from './models.js';
import { modelSession } from './model-session.js';
import type { GalleryState } from './states.js';

const refusals = {
  'prejoin-meeting-not-found': 'meeting_not_found',
  'prejoin-link-required': 'link_required',
  'prejoin-link-invalid': 'link_invalid',
  'prejoin-link-expired': 'link_expired',
  'prejoin-link-revoked': 'link_revoked',
  'prejoin-meeting-ended': 'meeting_ended',
  'prejoin-meeting-cancelled': 'meeting_cancelled',
  'prejoin-removed': 'removed',
  'prejoin-unavailable': 'unavailable',
} as const;

function isRefusal(state: GalleryState): state is keyof typeof refusals {
  return Object.hasOwn(refusals, state);
}

/** One state, drawn by the app's own screens from fixed models. */
export function GalleryScreen({ state }: { readonly state: GalleryState }) {
  if (state === 'home') return <HomeScreen />;
  if (state === 'not-found') return <NotFoundScreen />;
  const session = modelSession(callModelOf(state), devicesModelOf(state));
  return (
    <SessionProvider value={session}>
      <MeetingState state={state} />
    </SessionProvider>
  );
}

function MeetingState({ state }: { readonly state: GalleryState }) {
  if (isRefusal(state)) {
    return (
      <PreJoinRefused
        refusal={{
          code: refusals[state],
          requestId: state === 'prejoin-unavailable' ? 'r-7f3k-21' : undefined,
        }}
        onRetry={() => undefined}
      />
    );
  }
  if (state === 'prejoin-loading') return <PreJoinLoading />;
  if (!state.startsWith('prejoin-')) return <RoomScreen />;
  const role =
    state === 'prejoin-observer'
      ? 'observer'
      : state === 'prejoin-interpreter'
        ? 'interpreter'
        : 'chair';
  return <PreJoinReady view={{ ...joinView, invitee: { ...joinView.invitee, role } }} />;
}
