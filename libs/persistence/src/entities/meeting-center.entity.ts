import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ColourSlot } from './center.entity.js';

/** A center's place in one meeting. */
@Entity('meeting_centers')
export class MeetingCenter {
  @PrimaryColumn('uuid', { name: 'meeting_id' })
  meetingId!: string;

  @PrimaryColumn('uuid', { name: 'center_id' })
  centerId!: string;

  /** From 0, the host's: the order of the stage's columns, the same for everybody. */
  @Column('integer')
  position!: number;

  @Column('text')
  slot!: ColourSlot;
}
