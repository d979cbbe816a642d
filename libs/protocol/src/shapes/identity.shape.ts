import { z } from 'zod';

/** BCP 47 language tag of a spoken, read or interface language, for example `zh-CN`, `ru`, `en`. */
export const languageTag = z
  .string()
  .max(35)
  .regex(/^[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*$/);

export const uuid = z.uuid();

/** Short public code of a meeting as it stands in `/m/<code>`. */
export const meetingCode = z.string().regex(/^[a-z0-9]{3,12}(-[a-z0-9]{3,12}){0,3}$/);

/** Code of a center as shown on tiles and clocks, for example `XMN`. */
export const centerCode = z.string().regex(/^[A-Z0-9]{2,5}$/);

export const displayName = z
  .string()
  .trim()
  .min(1)
  .max(80)
  // Control and bidirectional-override characters would let one name impersonate another.
  .refine((name) => !/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/.test(name), {
    message: 'Control characters are not allowed in a name.',
  });

/** Roles of a person inside one meeting. */
export const meetingRole = z.enum(['chair', 'delegate', 'interpreter', 'observer']);
export type MeetingRole = z.infer<typeof meetingRole>;

/** One text in several languages side by side, keyed by BCP 47 tag. */
export const localizedText = z.record(languageTag, z.string().max(2000));
export type LocalizedText = z.infer<typeof localizedText>;

/** Colour slots of the design tokens; a slot is chosen per center. */
export const delegationSlot = z.enum(['azure', 'copper', 'plum', 'olive', 'rose', 'slate']);
export type DelegationSlot = z.infer<typeof delegationSlot>;

/** A center as everybody in a meeting sees it. */
export const centerView = z.strictObject({
  code: centerCode,
  name: localizedText,
  city: localizedText,
  /** IANA zone, for example `Asia/Shanghai`. */
  timeZone: z.string().max(64),
  slot: delegationSlot,
});
export type CenterView = z.infer<typeof centerView>;
