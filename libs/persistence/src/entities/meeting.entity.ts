import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { Localized } from './localized.js';

export type MeetingStatus = 'draft' | 'scheduled' | 'live' | 'ended' | 'cancelled';

@Entity('meetings')
export class Meeting {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  /** Stands in links: `/m/<code>`. */
  @Column('text')
  code!: string;

  @Column('jsonb')
  title!: Localized;

  @Column('timestamptz', { name: 'starts_at' })
  startsAt!: Date;

  @Column('timestamptz', { name: 'ends_at' })
  endsAt!: Date;

  /** The organizer's IANA zone: a recurring meeting keeps this city's clock. */
  @Column('text', { name: 'time_zone' })
  timeZone!: string;

  /** BCP 47 tags. */
  @Column('text', { array: true })
  languages!: string[];

  @Column('text', { default: 'scheduled' })
  status!: MeetingStatus;

  /** Made by Meridian to be tried out, not by people. */
  @Column('boolean', { default: false })
  demo!: boolean;

  @Column('timestamptz', { name: 'started_at', nullable: true })
  startedAt!: Date | null;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt!: Date | null;

  /** The chair who ended it. */
  @Column('uuid', { name: 'ended_by', nullable: true })
  endedBy!: string | null;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
