import { Inject, Injectable } from '@nestjs/common';
import { AgendaItem, Center, Meeting, MeetingCenter } from '@meridian/persistence';
import type { MeetingView } from '@meridian/protocol';
import { DataSource, type EntityManager } from 'typeorm';

/** Reads a meeting as everybody admitted to it may see it. */
@Injectable()
export class MeetingReader {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** Codes of the centers that take part, by id, go along for whoever maps people to delegations. */
  async view(
    meeting: Meeting,
    manager: EntityManager = this.dataSource.manager,
  ): Promise<{ view: MeetingView; centerCodes: ReadonlyMap<string, string> }> {
    const [sides, agenda] = await Promise.all([
      manager
        .createQueryBuilder(MeetingCenter, 'side')
        .innerJoinAndMapOne('side.center', Center, 'center', 'center.id = side.centerId')
        .where('side.meetingId = :id', { id: meeting.id })
        .orderBy('side.position')
        .getMany() as Promise<(MeetingCenter & { center: Center })[]>,
      manager.find(AgendaItem, { where: { meetingId: meeting.id }, order: { position: 'ASC' } }),
    ]);
    const centerCodes = new Map(sides.map(({ center }) => [center.id, center.code]));
    const codeOf = (centerId: string | null): string | null =>
      centerId === null ? null : (centerCodes.get(centerId) ?? null);
    const view: MeetingView = {
      id: meeting.id,
      code: meeting.code,
      title: meeting.title,
      startsAt: meeting.startsAt.toISOString(),
      endsAt: meeting.endsAt.toISOString(),
      languages: meeting.languages,
      centers: sides.map(({ center, slot }) => ({
        code: center.code,
        name: center.name,
        city: center.city,
        timeZone: center.timeZone,
        slot,
      })),
      agenda: agenda.map((item) => ({
        id: item.id,
        title: item.title,
        kind: item.kind,
        durationMinutes: item.durationMinutes,
        centerCode: codeOf(item.centerId),
        speaker: item.speaker,
      })),
    };
    return { view, centerCodes };
  }
}
