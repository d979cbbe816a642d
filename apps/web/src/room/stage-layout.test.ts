import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Rect, StagePlan, StageRequest } from './stage-layout.js';
import { StageLayout } from './stage-layout.js';

const layout = new StageLayout();
const close = 0.01;

const request = fc.record({
  width: fc.integer({ min: 280, max: 2600 }),
  height: fc.integer({ min: 240, max: 1600 }),
  people: fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 6 }),
  sharing: fc.boolean(),
});

function inside(inner: Rect, outer: Rect): boolean {
  return (
    inner.x >= outer.x - close &&
    inner.y >= outer.y - close &&
    inner.x + inner.width <= outer.x + outer.width + close &&
    inner.y + inner.height <= outer.y + outer.height + close
  );
}

function overlap(a: Rect, b: Rect): boolean {
  return (
    a.x < b.x + b.width - close &&
    b.x < a.x + a.width - close &&
    a.y < b.y + b.height - close &&
    b.y < a.y + a.height - close
  );
}

function placesOf(plan: StagePlan): readonly Rect[] {
  return [
    ...(plan.share ? [plan.share] : []),
    ...plan.delegations.flatMap(({ header, tiles, more }) => [
      header,
      ...tiles,
      ...(more ? [more] : []),
    ]),
  ];
}

function check(property: (plan: StagePlan, asked: StageRequest) => void): void {
  fc.assert(
    fc.property(request, (asked) => {
      property(layout.plan(asked), asked);
    }),
    { numRuns: 500 },
  );
}

describe('StageLayout', () => {
  it('gives every delegation the same area, whatever its head-count', () => {
    check(({ delegations }) => {
      const [first] = delegations;
      for (const { area } of delegations) {
        expect(area.width).toBeCloseTo(first?.area.width ?? 0, 3);
        expect(area.height).toBeCloseTo(first?.area.height ?? 0, 3);
      }
    });
  });

  it('keeps everything on the stage and inside its delegation', () => {
    check((plan, { width, height }) => {
      const stage = { x: 0, y: 0, width, height };
      expect(placesOf(plan).filter((place) => !inside(place, stage))).toEqual([]);
      for (const { area, tiles, more } of plan.delegations) {
        const places = [...tiles, ...(more ? [more] : [])];
        expect(places.filter((place) => !inside(place, area))).toEqual([]);
      }
    });
  });

  it('lets nothing overlap', () => {
    check((plan) => {
      const places = placesOf(plan);
      const touching = places.filter((place, index) =>
        places.slice(index + 1).some((other) => overlap(place, other)),
      );
      expect(touching).toEqual([]);
    });
  });

  it('has a place for everybody, or a tile that pages to them', () => {
    check(({ delegations }, { people, sharing }) => {
      delegations.forEach(({ tiles, more }, index) => {
        const count = people[index] ?? 0;
        if (sharing) expect(tiles).toHaveLength(Math.min(count, 1));
        else if (more) expect(tiles.length).toBeLessThan(count);
        else expect(tiles).toHaveLength(count);
      });
    });
  });

  it('lets one person fill the delegation', () => {
    const plan = layout.plan({ width: 1100, height: 700, people: [1, 4], sharing: false });
    const [alone, four] = plan.delegations;
    expect(alone?.tiles).toHaveLength(1);
    expect(alone?.tiles[0]?.height).toBeCloseTo(700 - 36);
    expect(four?.hasLead).toBe(true);
    expect(four?.tiles).toHaveLength(4);
  });

  it('shows a lead, three others and the tile that pages for five and more', () => {
    const { delegations } = layout.plan({
      width: 1200,
      height: 740,
      people: [8, 3],
      sharing: false,
    });
    expect(delegations[0]?.tiles).toHaveLength(4);
    expect(delegations[0]?.more).not.toBeNull();
    expect(delegations[1]?.tiles).toHaveLength(3);
    // The strips are equally high, so that the leads are equally large.
    expect(delegations[0]?.tiles[0]?.height).toBeCloseTo(delegations[1]?.tiles[0]?.height ?? 0);
  });

  it('shows equal grids on narrow stages', () => {
    const { delegations } = layout.plan({
      width: 880,
      height: 560,
      people: [4, 4],
      sharing: false,
    });
    for (const { hasLead, tiles } of delegations) {
      expect(hasLead).toBe(false);
      expect(new Set(tiles.map(({ width }) => Math.round(width))).size).toBe(1);
    }
  });

  it('stands two delegations one above the other on a tall stage', () => {
    const { delegations } = layout.plan({
      width: 700,
      height: 900,
      people: [2, 2],
      sharing: false,
    });
    expect(delegations[1]?.area.x).toBe(0);
    expect(delegations[1]?.area.y).toBeGreaterThan(400);
  });

  it('gives a shared screen most of the stage', () => {
    const { share } = layout.plan({ width: 1100, height: 740, people: [4, 4], sharing: true });
    expect((share?.width ?? 0) * (share?.height ?? 0)).toBeGreaterThan(1100 * 740 * 0.7);
  });

  it('has nothing to place without delegations', () => {
    expect(layout.plan({ width: 900, height: 600, people: [], sharing: true }).delegations).toEqual(
      [],
    );
  });
});
