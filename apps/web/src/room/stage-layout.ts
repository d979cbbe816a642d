/** A rectangle in CSS pixels from the stage's top and reading start. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface StageRequest {
  readonly width: number;
  readonly height: number;
  /** People per delegation, in the order of the stage. */
  readonly people: readonly number[];
  readonly sharing: boolean;
}

export interface DelegationArea {
  /** The delegation's share of the stage, its header included. */
  readonly area: Rect;
  readonly header: Rect;
  /** Places for people; the first is the lead's where there is one. */
  readonly tiles: readonly Rect[];
  /** Place of the tile that pages; null when everybody is shown. */
  readonly more: Rect | null;
  readonly hasLead: boolean;
}

export interface StagePlan {
  readonly share: Rect | null;
  readonly delegations: readonly DelegationArea[];
}

const headerHeight = 36;
const columnGap = 20;
const tileGap = 8;
/** Narrower stages show equal grids without a lead. */
const leadMinWidth = 940;
/** A lead above a strip needs this much height to be larger than the strip. */
const leadMinHeight = 340;
/** Faces smaller than this help nobody; the rest goes behind the tile that pages. */
const tileMinWidth = 120;
const tileMinHeight = 88;

/**
 * Places the delegations on the stage. Every delegation gets the same area whatever its
 * head-count, and by the same rule; a pure function of sizes and numbers.
 */
export class StageLayout {
  plan(request: StageRequest): StagePlan {
    if (request.people.length === 0) return { share: null, delegations: [] };
    return request.sharing ? this.#planShare(request) : this.#planColumns(request);
  }

  #planColumns(request: StageRequest): StagePlan {
    const areas = this.#areas(request);
    const first = areas[0];
    const withLead =
      request.width >= leadMinWidth &&
      first !== undefined &&
      first.height - headerHeight >= leadMinHeight &&
      first.width >= leadMinWidth / 3;
    const stripSlots = request.people.some((count) => count >= 5) ? 4 : 3;
    return {
      share: null,
      delegations: areas.map((area, index) => {
        const count = request.people[index] ?? 0;
        const inner = below(area);
        const placed =
          count > 1 && withLead ? leadAndStrip(inner, count, stripSlots) : grid(inner, count);
        return { area, header: headerOf(area), ...placed };
      }),
    };
  }

  /** One or two side by side (one above the other on a tall stage), more in rows of two. */
  #areas({ width, height, people }: StageRequest): readonly Rect[] {
    const count = people.length;
    const columns = count <= 2 ? (height > width * 1.1 ? 1 : count) : Math.ceil(Math.sqrt(count));
    const rows = Math.ceil(count / columns);
    return cells({ x: 0, y: 0, width, height }, columns, rows, columnGap).slice(0, count);
  }

  /** The shared screen fills the stage, one lead of each delegation stands beside it. */
  #planShare({ width, height, people }: StageRequest): StagePlan {
    const beside = width >= 640 && width >= height;
    const count = people.length;
    const leadsWidth = beside ? Math.min(300, Math.max(180, width * 0.22)) : width;
    const leadsHeight = beside ? height : Math.min(220, height * 0.32);
    const band: Rect = beside
      ? { x: width - leadsWidth, y: 0, width: leadsWidth, height }
      : { x: 0, y: height - leadsHeight, width, height: leadsHeight };
    const share: Rect = beside
      ? { x: 0, y: 0, width: width - leadsWidth - columnGap, height }
      : { x: 0, y: 0, width, height: height - leadsHeight - tileGap };
    const areas = beside ? cells(band, 1, count, tileGap) : cells(band, count, 1, tileGap);
    return {
      share,
      delegations: areas.map((area, index) => {
        const inner = below(area);
        const tile = { ...inner, height: Math.min(inner.height, inner.width * 0.95) };
        const shown = (people[index] ?? 0) > 0;
        return {
          area,
          header: headerOf(area),
          tiles: shown ? [tile] : [],
          more: null,
          hasLead: true,
        };
      }),
    };
  }
}

type Placed = Pick<DelegationArea, 'tiles' | 'more' | 'hasLead'>;

/** One large tile above a strip; in a strip of four the last place pages through the others. */
function leadAndStrip(inner: Rect, count: number, slots: number): Placed {
  const slotWidth = (inner.width - (slots - 1) * tileGap) / slots;
  const stripHeight = Math.min(slotWidth * 0.75, inner.height * 0.28);
  const lead = { ...inner, height: inner.height - stripHeight - tileGap };
  const others = count - 1;
  const paging = others > 3;
  const used = paging ? 4 : others;
  const start = inner.x + (inner.width - used * slotWidth - (used - 1) * tileGap) / 2;
  const strip = Array.from({ length: used }, (_, index) => ({
    x: start + index * (slotWidth + tileGap),
    y: inner.y + lead.height + tileGap,
    width: slotWidth,
    height: stripHeight,
  }));
  const more = paging ? (strip.pop() ?? null) : null;
  return { tiles: [lead, ...strip], more, hasLead: true };
}

/** Equal tiles; when they would become too small, the last one pages. */
function grid(inner: Rect, count: number): Placed {
  if (count === 0) return { tiles: [], more: null, hasLead: false };
  const maxColumns = Math.max(1, Math.floor((inner.width + tileGap) / (tileMinWidth + tileGap)));
  const maxRows = Math.max(1, Math.floor((inner.height + tileGap) / (tileMinHeight + tileGap)));
  const shown = Math.min(count, Math.max(2, maxColumns * maxRows));
  const columns = bestColumns(inner, shown);
  const rows = Math.ceil(shown / columns);
  const places = cells(inner, columns, rows, tileGap).slice(0, shown);
  const lastRow = shown - (rows - 1) * columns;
  const width = places[0]?.width ?? 0;
  const shift = ((columns - lastRow) * (width + tileGap)) / 2;
  const tiles = places.map((place, index) =>
    index >= shown - lastRow ? { ...place, x: place.x + shift } : place,
  );
  const more = shown < count ? (tiles.pop() ?? null) : null;
  return { tiles, more, hasLead: false };
}

/** The number of columns that leaves the largest square in each tile: a face is about that. */
function bestColumns(inner: Rect, count: number): number {
  let best = 1;
  let bestSide = 0;
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const width = (inner.width - (columns - 1) * tileGap) / columns;
    const height = (inner.height - (rows - 1) * tileGap) / rows;
    const side = Math.min(width, height);
    if (side > bestSide + 0.5) {
      best = columns;
      bestSide = side;
    }
  }
  return best;
}

function cells(area: Rect, columns: number, rows: number, gap: number): Rect[] {
  const width = Math.max(0, (area.width - (columns - 1) * gap) / columns);
  const height = Math.max(0, (area.height - (rows - 1) * gap) / rows);
  return Array.from({ length: columns * rows }, (_, index) => ({
    x: area.x + (index % columns) * (width + gap),
    y: area.y + Math.floor(index / columns) * (height + gap),
    width,
    height,
  }));
}

function headerOf(area: Rect): Rect {
  return { ...area, height: Math.min(headerHeight, area.height) };
}

function below(area: Rect): Rect {
  const header = headerOf(area).height;
  return { ...area, y: area.y + header, height: area.height - header };
}
