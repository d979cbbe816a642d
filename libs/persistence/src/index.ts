export { Database } from './database.js';
export { EmbeddedPostgres } from './embedded/embedded-postgres.js';
export { AgendaItem, type AgendaItemKind } from './entities/agenda-item.entity.js';
export { Center, type ColourSlot } from './entities/center.entity.js';
export type { Localized } from './entities/localized.js';
export { MeetingCenter } from './entities/meeting-center.entity.js';
export { Meeting, type MeetingStatus } from './entities/meeting.entity.js';
export { Participant, type ParticipantRole } from './entities/participant.entity.js';
export { PersistenceModule } from './persistence.module.js';
