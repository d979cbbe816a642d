import { CreateMeetings1790000000000 } from './1790000000000-create-meetings.js';

/** In the order they are run; a migration that was released is never changed. */
export const migrations = [CreateMeetings1790000000000] as const;
