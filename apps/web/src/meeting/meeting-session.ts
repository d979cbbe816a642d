import type { Call, Devices, JoinChoices } from '../call/call-model.js';
import type { JoinChoicesStorage } from '../settings/join-choices.js';
import type { JoinTokens } from '../settings/join-tokens.js';

/** One meeting in this tab, from the pre-join page to the end: its call, devices and choices. */
export interface MeetingSession {
  readonly code: string;
  readonly call: Call;
  readonly devices: Devices;
  /** Token of the join link; null when the address came without one. */
  readonly token: string | null;
  /** Choices to come back with after a reload of the room; null when the tab was not in it. */
  readonly returning: JoinChoices | null;
  /** Enters the room. `wanted` is remembered for the next meeting, `choices` is what is sent now. */
  join(choices: JoinChoices, wanted?: JoinChoices): Promise<void>;
  leave(): Promise<void>;
  /** Lets go of camera and microphone; `forget` also that the tab was in the room. */
  settle(forget: boolean): void;
}

export interface CallParts {
  readonly call: Call;
  readonly devices: Devices;
}

export class BrowserMeetingSession implements MeetingSession {
  readonly code: string;
  readonly call: Call;
  readonly devices: Devices;
  readonly #choices: JoinChoicesStorage;
  readonly #tokens: JoinTokens;

  constructor(code: string, parts: CallParts, choices: JoinChoicesStorage, tokens: JoinTokens) {
    this.code = code;
    this.call = parts.call;
    this.devices = parts.devices;
    this.#choices = choices;
    this.#tokens = tokens;
  }

  get token(): string | null {
    return this.#tokens.get(this.code);
  }

  get returning(): JoinChoices | null {
    return this.#choices.entered(this.code);
  }

  join(choices: JoinChoices, wanted = choices): Promise<void> {
    this.#choices.remember(wanted);
    this.#choices.enter(this.code, choices);
    return this.call.join(this.token ?? '', choices);
  }

  leave(): Promise<void> {
    this.#choices.exit(this.code);
    return this.call.leave();
  }

  settle(forget: boolean): void {
    if (forget) this.#choices.exit(this.code);
    this.devices.stopCamera();
    this.devices.stopMicrophone();
  }

  async close(): Promise<void> {
    await this.call.close();
    await this.devices.close();
  }
}

/**
 * Opens the session of a meeting once, however often the screens ask, and closes it when no
 * screen holds it any more. Closing waits a moment: React may let go and take hold again.
 */
export class MeetingSessions {
  readonly #create: (code: string) => BrowserMeetingSession;
  readonly #open = new Map<string, { session: BrowserMeetingSession; holders: number }>();

  constructor(create: (code: string) => BrowserMeetingSession) {
    this.#create = create;
  }

  get(code: string): MeetingSession {
    return this.#entry(code).session;
  }

  /** Holds a session; the function returned lets go of it. */
  hold(code: string): () => void {
    const entry = this.#entry(code);
    entry.holders += 1;
    return () => {
      entry.holders -= 1;
      setTimeout(() => {
        if (entry.holders > 0 || this.#open.get(code) !== entry) return;
        this.#open.delete(code);
        void entry.session.close();
      }, 0);
    };
  }

  #entry(code: string): { session: BrowserMeetingSession; holders: number } {
    const open = this.#open.get(code) ?? { session: this.#create(code), holders: 0 };
    this.#open.set(code, open);
    return open;
  }
}
