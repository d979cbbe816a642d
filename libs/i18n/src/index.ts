export * from './catalogue.js';
export * from './duration.js';
export * from './error-message-key.js';
export * from './init-i18n.js';
export * from './languages.js';
export * from './locale.js';
export * from './localized-text.js';
export * from './moment.js';
