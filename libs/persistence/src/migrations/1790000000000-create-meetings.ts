import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Centers, meetings, their agenda and people. */
export class CreateMeetings1790000000000 implements MigrationInterface {
  readonly name = 'CreateMeetings1790000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE centers (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        code text NOT NULL CONSTRAINT centers_code_unique UNIQUE
          CONSTRAINT centers_code_form CHECK (code ~ '^[A-Z0-9]{2,5}$'),
        name jsonb NOT NULL CONSTRAINT centers_name_form CHECK (jsonb_typeof(name) = 'object'),
        city jsonb NOT NULL CONSTRAINT centers_city_form CHECK (jsonb_typeof(city) = 'object'),
        time_zone text NOT NULL,
        slot text NOT NULL CONSTRAINT centers_slot_known
          CHECK (slot IN ('azure', 'copper', 'plum', 'olive', 'rose', 'slate')),
        created_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query(`
      CREATE TABLE meetings (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        code text NOT NULL CONSTRAINT meetings_code_unique UNIQUE
          CONSTRAINT meetings_code_form CHECK (code ~ '^[a-z0-9]{3,12}(-[a-z0-9]{3,12}){0,3}$'),
        title jsonb NOT NULL CONSTRAINT meetings_title_form CHECK (jsonb_typeof(title) = 'object'),
        starts_at timestamptz NOT NULL,
        ends_at timestamptz NOT NULL,
        time_zone text NOT NULL,
        languages text[] NOT NULL,
        status text NOT NULL DEFAULT 'scheduled' CONSTRAINT meetings_status_known
          CHECK (status IN ('draft', 'scheduled', 'live', 'ended', 'cancelled')),
        demo boolean NOT NULL DEFAULT false,
        started_at timestamptz,
        ended_at timestamptz,
        ended_by uuid,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT meetings_time_order CHECK (ends_at > starts_at),
        CONSTRAINT meetings_live_is_started CHECK (status <> 'live' OR started_at IS NOT NULL),
        CONSTRAINT meetings_end_is_dated CHECK ((status = 'ended') = (ended_at IS NOT NULL))
      )`);
    await runner.query('CREATE INDEX meetings_starts_at ON meetings (starts_at)');
    await runner.query(`
      CREATE TABLE meeting_centers (
        meeting_id uuid NOT NULL REFERENCES meetings ON DELETE CASCADE,
        center_id uuid NOT NULL REFERENCES centers ON DELETE RESTRICT,
        position integer NOT NULL CONSTRAINT meeting_centers_position_positive CHECK (position >= 0),
        slot text NOT NULL CONSTRAINT meeting_centers_slot_known
          CHECK (slot IN ('azure', 'copper', 'plum', 'olive', 'rose', 'slate')),
        PRIMARY KEY (meeting_id, center_id),
        CONSTRAINT meeting_centers_position_unique
          UNIQUE (meeting_id, position) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT meeting_centers_slot_unique
          UNIQUE (meeting_id, slot) DEFERRABLE INITIALLY DEFERRED
      )`);
    await runner.query('CREATE INDEX meeting_centers_center ON meeting_centers (center_id)');
    // With MATCH SIMPLE a null center is not checked: such an item or person belongs to no side.
    await runner.query(`
      CREATE TABLE agenda_items (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        meeting_id uuid NOT NULL REFERENCES meetings ON DELETE CASCADE,
        position integer NOT NULL CONSTRAINT agenda_items_position_positive CHECK (position >= 0),
        title jsonb NOT NULL CONSTRAINT agenda_items_title_form
          CHECK (jsonb_typeof(title) = 'object'),
        kind text NOT NULL CONSTRAINT agenda_items_kind_known CHECK (kind IN
          ('opening', 'presentation', 'discussion', 'pitch', 'qa', 'decision', 'signing', 'break')),
        duration_minutes integer NOT NULL CONSTRAINT agenda_items_duration_range
          CHECK (duration_minutes BETWEEN 1 AND 1440),
        center_id uuid,
        speaker text CONSTRAINT agenda_items_speaker_length CHECK (char_length(speaker) <= 120),
        CONSTRAINT agenda_items_position_unique
          UNIQUE (meeting_id, position) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT agenda_items_center_takes_part
          FOREIGN KEY (meeting_id, center_id) REFERENCES meeting_centers
      )`);
    await runner.query(`
      CREATE TABLE participants (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        meeting_id uuid NOT NULL REFERENCES meetings ON DELETE CASCADE,
        display_name text CONSTRAINT participants_name_length
          CHECK (char_length(display_name) BETWEEN 1 AND 80),
        role text NOT NULL CONSTRAINT participants_role_known
          CHECK (role IN ('chair', 'delegate', 'interpreter', 'observer')),
        center_id uuid,
        head boolean NOT NULL DEFAULT false,
        link_revoked_at timestamptz,
        removed_at timestamptz,
        removed_by uuid,
        may_return boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT participants_of_one_meeting UNIQUE (meeting_id, id),
        CONSTRAINT participants_center_takes_part
          FOREIGN KEY (meeting_id, center_id) REFERENCES meeting_centers,
        CONSTRAINT participants_removed_by_a_member
          FOREIGN KEY (meeting_id, removed_by) REFERENCES participants (meeting_id, id),
        CONSTRAINT participants_removal_whole CHECK ((removed_at IS NULL) = (removed_by IS NULL)),
        CONSTRAINT participants_head_has_center CHECK (NOT head OR center_id IS NOT NULL)
      )`);
    await runner.query(`
      CREATE UNIQUE INDEX participants_one_head
        ON participants (meeting_id, center_id) WHERE head`);
    await runner.query(`
      ALTER TABLE meetings ADD CONSTRAINT meetings_ended_by_a_member
        FOREIGN KEY (id, ended_by) REFERENCES participants (meeting_id, id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE meetings DROP CONSTRAINT meetings_ended_by_a_member');
    for (const table of [
      'participants',
      'agenda_items',
      'meeting_centers',
      'meetings',
      'centers',
    ]) {
      await runner.query(`DROP TABLE ${table}`);
    }
  }
}
