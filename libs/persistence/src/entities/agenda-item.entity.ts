import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { Localized } from './localized.js';

export type AgendaItemKind =
  'opening' | 'presentation' | 'discussion' | 'pitch' | 'qa' | 'decision' | 'signing' | 'break';

@Entity('agenda_items')
export class AgendaItem {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'meeting_id' })
  meetingId!: string;

  /** From 0. */
  @Column('integer')
  position!: number;

  @Column('jsonb')
  title!: Localized;

  @Column('text')
  kind!: AgendaItemKind;

  @Column('integer', { name: 'duration_minutes' })
  durationMinutes!: number;

  /** The center that has the floor; null when both do. */
  @Column('uuid', { name: 'center_id', nullable: true })
  centerId!: string | null;

  @Column('text', { nullable: true })
  speaker!: string | null;
}
