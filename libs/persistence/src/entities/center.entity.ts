import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { Localized } from './localized.js';

/** Slots of the design tokens' delegation colours. */
export type ColourSlot = 'azure' | 'copper' | 'plum' | 'olive' | 'rose' | 'slate';

/** An innovation center: one side of a meeting. */
@Entity('centers')
export class Center {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  /** Short public code, such as XMN. */
  @Column('text')
  code!: string;

  @Column('jsonb')
  name!: Localized;

  @Column('jsonb')
  city!: Localized;

  /** IANA zone. */
  @Column('text', { name: 'time_zone' })
  timeZone!: string;

  /** The center's colour, unless a meeting gives it another to keep two sides apart. */
  @Column('text')
  slot!: ColourSlot;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
