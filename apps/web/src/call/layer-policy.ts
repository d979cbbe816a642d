import type { TileSize } from './call-model.js';

/**
 * Highest picture height in device pixels that each layer of a 720p simulcast (180, 360, 720
 * lines) still serves well: about a tenth above its own lines, then the next layer is worth its
 * bits.
 */
const LAYER_REACH = [200, 430] as const;
/** A tile at a border must leave it by this share before its layer changes, so it cannot flap. */
const HYSTERESIS = 0.08;

/**
 * The height the picture is drawn at. Tiles crop (`object-fit: cover`), so in a tile wider than
 * 16:9 the width decides how far the picture is enlarged.
 */
export function pictureHeight(size: Pick<TileSize, 'width' | 'height'>): number {
  return Math.max(size.height, (size.width * 9) / 16);
}

/**
 * Spatial layer for a picture drawn `height` device pixels high.
 * @param current the layer asked for until now; null when none was
 * @param layers how many layers the sender offers
 */
export function layerForHeight(height: number, current: number | null, layers = 3): number {
  const top = Math.max(0, layers - 1);
  let layer = 0;
  for (const [index, reach] of LAYER_REACH.entries()) {
    const inUse = current !== null && current > index;
    const border =
      current === null ? reach : inUse ? reach * (1 - HYSTERESIS) : reach * (1 + HYSTERESIS);
    if (height > border) layer = index + 1;
  }
  return Math.min(layer, top);
}
