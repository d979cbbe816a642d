import type { GalleryState } from './states.js';

/** What has to be pressed after drawing to reach a state that opens by hand, as test ids in order. */
const presses: Partial<Record<GalleryState, readonly string[]>> = {
  'prejoin-camera-off': ['camera-toggle'],
  'room-people': ['people-button'],
  'room-people-delegate': ['people-button'],
  'room-more': ['more-button'],
  'room-devices': ['more-button', 'devices-item'],
  'room-shortcuts': ['more-button', 'shortcuts-item'],
  'room-language': ['more-button', 'language-menu'],
  'room-connection': ['more-button', 'connection-item'],
  'room-leave': ['leave-button'],
  'room-remove': ['people-button', 'person-menu', 'person-remove'],
  'room-toasts': ['people-button', 'mute-everyone'],
};

/** Presses as a person would: menus open on the press, not on the click. */
export async function pressInto(state: GalleryState): Promise<void> {
  for (const testId of presses[state] ?? []) {
    const element = await found(testId);
    element.dispatchEvent(
      new PointerEvent('pointerdown', {
        bubbles: true,
        cancelable: true,
        button: 0,
        pointerType: 'mouse',
      }),
    );
    element.dispatchEvent(
      new PointerEvent('pointerup', { bubbles: true, button: 0, pointerType: 'mouse' }),
    );
    element.click();
    await frame();
  }
  if (state === 'room-agenda')
    document.querySelector<HTMLElement>('[data-testid="agenda-pill"]')?.click();
}

async function found(testId: string): Promise<HTMLElement> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const element = document.querySelector<HTMLElement>(`[data-testid="${testId}"]`);
    if (element) return element;
    await frame();
  }
  throw new Error(`The gallery found nothing to press: ${testId}.`);
}

function frame(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 40));
}
