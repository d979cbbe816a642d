import { MeridianCall } from './call.js';
import { browserCallEnvironment, browserDevicesEnvironment } from './call-environment.js';
import type { Call, Devices } from './call-model.js';
import { LocalDevices } from './devices.js';
import type { ReportError } from './failure.js';

/** Camera and microphone of this browser; close it when the page is left. */
export function createDevices(onError: ReportError): Devices {
  return new LocalDevices(browserDevicesEnvironment(window, onError), onError);
}

/**
 * A call over this page's own server. It uses the tracks of `devices` and stops them when it
 * ends; `close()` frees everything but `devices` itself.
 */
export function createCall(devices: Devices, onError: ReportError): Call {
  return new MeridianCall(devices, browserCallEnvironment(window), onError);
}
