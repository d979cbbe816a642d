import { z } from 'zod';
import { defineMessage } from '../message.js';
import { displayName, languageTag } from '../shapes/identity.shape.js';

export const updateSelf = defineMessage({
  name: 'updateSelf',
  summary: 'Changes the own name or languages in mid-meeting.',
  permission: 'self.update',
  request: z.strictObject({
    displayName: displayName.optional(),
    spokenLanguage: languageTag.optional(),
    captionLanguage: languageTag.nullable().optional(),
  }),
  response: z.strictObject({}),
});
