import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn } from 'typeorm';

export type ParticipantRole = 'chair' | 'delegate' | 'interpreter' | 'observer';

/** A person on a meeting's list; join links are theirs. */
@Entity('participants')
export class Participant {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'meeting_id' })
  meetingId!: string;

  /** Null until the person says it. */
  @Column('text', { name: 'display_name', nullable: true })
  displayName!: string | null;

  @Column('text')
  role!: ParticipantRole;

  /** Null for somebody of no delegation. */
  @Column('uuid', { name: 'center_id', nullable: true })
  centerId!: string | null;

  /** Head of the delegation; one per center and meeting. */
  @Column('boolean', { default: false })
  head!: boolean;

  /** Since when the join link admits no more. */
  @Column('timestamptz', { name: 'link_revoked_at', nullable: true })
  linkRevokedAt!: Date | null;

  /** When a chair last removed this person from the room. */
  @Column('timestamptz', { name: 'removed_at', nullable: true })
  removedAt!: Date | null;

  @Column('uuid', { name: 'removed_by', nullable: true })
  removedBy!: string | null;

  /** Whether the person may come back after the removal; without one it means nothing. */
  @Column('boolean', { name: 'may_return', default: false })
  mayReturn!: boolean;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
