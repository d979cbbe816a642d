export { Database } from './database.js';
export { AgendaItem, type AgendaItemKind } from './entities/agenda-item.entity.js';
export { Center, type ColourSlot } from './entities/center.entity.js';
export type { Localized } from './entities/localized.js';
export { MeetingCenter } from './entities/meeting-center.entity.js';
export { Meeting } from './entities/meeting.entity.js';
export { Participant, type ParticipantRole } from './entities/participant.entity.js';
export { PersistenceModule } from './persistence.module.js';
