import type { RequestOf } from '@meridian/protocol';
import { closeConsumer } from './close-consumer.handler.js';
import { closeProducer } from './close-producer.handler.js';
import { connectTransport } from './connect-transport.handler.js';
import { consume } from './consume.handler.js';
import { createTransport } from './create-transport.handler.js';
import { endMeeting } from './end-meeting.handler.js';
import { leave } from './leave.handler.js';
import { lockRoom } from './lock-room.handler.js';
import { muteEveryone } from './mute-everyone.handler.js';
import { muteParticipant } from './mute-participant.handler.js';
import { pauseConsumer } from './pause-consumer.handler.js';
import { pauseProducer } from './pause-producer.handler.js';
import { produce } from './produce.handler.js';
import { raiseHand } from './raise-hand.handler.js';
import { removeParticipant } from './remove-participant.handler.js';
import { restartIce } from './restart-ice.handler.js';
import { resumeConsumer } from './resume-consumer.handler.js';
import { resumeProducer } from './resume-producer.handler.js';
import type { RoomContext, RoomHandler, RoomMessageName } from './room-handler.js';
import { setPreferredLayers } from './set-preferred-layers.handler.js';
import { updateSelf } from './update-self.handler.js';

/** The one handler of each message that happens inside a room. */
const roomHandlers: { [Name in RoomMessageName]: RoomHandler<Name> } = {
  leave,
  updateSelf,
  raiseHand,
  createTransport,
  connectTransport,
  restartIce,
  produce,
  pauseProducer,
  resumeProducer,
  closeProducer,
  consume,
  pauseConsumer,
  resumeConsumer,
  closeConsumer,
  setPreferredLayers,
  muteParticipant,
  muteEveryone,
  removeParticipant,
  lockRoom,
  endMeeting,
};

/** Hands a message to its handler. `request` was parsed by the schema of that message. */
export async function handleRoomMessage(
  context: RoomContext,
  name: RoomMessageName,
  request: RequestOf<RoomMessageName>,
): Promise<unknown> {
  // Name and request belong together, which a union of both cannot express.
  const handler = roomHandlers[name] as RoomHandler<RoomMessageName>;
  return handler(context, request);
}
