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
  'room-agenda': ['agenda-pill'],
  'room-leave': ['leave-button'],
  'room-remove': ['people-button', 'person-menu', 'person-remove'],
  'room-toasts': ['people-button', 'mute-everyone'],
};

/** Presses as a person would: menus open on the press, not on the click. */
export async function pressInto(state: GalleryState): Promise<void> {
  for (const testId of presses[state] ?? []) {
    const element = await found(testId);
    // Phones have no keyboard shortcuts, wide screens no agenda sheet: there the room stays as it is.
    if (!element) return;
    press(element);
    await frame();
  }
}

function press(element: HTMLElement): void {
  const how = { bubbles: true, cancelable: true, button: 0, pointerType: 'mouse' };
  element.dispatchEvent(new PointerEvent('pointerdown', how));
  element.dispatchEvent(new PointerEvent('pointerup', how));
  element.click();
}

async function found(testId: string): Promise<HTMLElement | null> {
  for (let attempt = 0; attempt < 40; attempt++) {
    const element = document.querySelector<HTMLElement>(`[data-testid="${testId}"]`);
    if (element) return element;
    await frame();
  }
  return null;
}

function frame(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 40));
}
