import { AgendaItem } from './agenda-item.entity.js';
import { Center } from './center.entity.js';
import { MeetingCenter } from './meeting-center.entity.js';
import { Meeting } from './meeting.entity.js';
import { Participant } from './participant.entity.js';

export const entities = [AgendaItem, Center, Meeting, MeetingCenter, Participant] as const;
