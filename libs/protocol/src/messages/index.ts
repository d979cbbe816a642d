import { closeConsumer } from './close-consumer.message.js';
import { closeProducer } from './close-producer.message.js';
import { connectTransport } from './connect-transport.message.js';
import { consume } from './consume.message.js';
import { createTransport } from './create-transport.message.js';
import { endMeeting } from './end-meeting.message.js';
import { join } from './join.message.js';
import { leave } from './leave.message.js';
import { lockRoom } from './lock-room.message.js';
import { muteEveryone } from './mute-everyone.message.js';
import { muteParticipant } from './mute-participant.message.js';
import { pauseConsumer } from './pause-consumer.message.js';
import { pauseProducer } from './pause-producer.message.js';
import { produce } from './produce.message.js';
import { raiseHand } from './raise-hand.message.js';
import { removeParticipant } from './remove-participant.message.js';
import { restartIce } from './restart-ice.message.js';
import { resumeConsumer } from './resume-consumer.message.js';
import { resumeProducer } from './resume-producer.message.js';
import { setPreferredLayers } from './set-preferred-layers.message.js';
import { updateSelf } from './update-self.message.js';

/** Every request a client may send on `/rtc`, by name. */
export const messages = {
  join,
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
} as const;
