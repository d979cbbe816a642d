import { z } from 'zod';
import { defineMessage } from '../message.js';

export const endMeeting = defineMessage({
  name: 'endMeeting',
  summary: 'Ends the meeting for everyone.',
  permission: 'meeting.end',
  request: z.strictObject({}),
  response: z.strictObject({}),
});
