/** The stage listens to the keys; after a press with the pointer it gets the focus back. */
export function focusStage(): void {
  document.getElementById('stage')?.focus({ preventScroll: true });
}

/** Regions of the room in the order of F6. */
const order = ['stage', 'rail', 'controls', 'panel'];

/** Moves the focus to the next region that is there; `step` -1 goes back. */
export function focusRegion(step: 1 | -1): void {
  const regions = order.flatMap((name) => {
    const region = document.querySelector<HTMLElement>(`[data-region="${name}"]`);
    return region ? [region] : [];
  });
  const current = regions.findIndex((region) => region.contains(document.activeElement));
  const next = current < 0 ? (step > 0 ? 0 : regions.length - 1) : current + step;
  const region = regions[(next + regions.length) % regions.length];
  if (!region) return;
  // A toolbar hands its focus to one of its buttons.
  const target = region.dataset['region'] === 'controls' ? region.querySelector('button') : region;
  target?.focus();
}
