import { messages } from './index.js';

export const messageNames = Object.keys(messages) as [
  keyof typeof messages,
  ...(keyof typeof messages)[],
];
