/** One text in several languages, keyed by BCP 47 tag; stored as jsonb. */
export type Localized = Record<string, string>;
