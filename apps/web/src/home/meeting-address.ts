import { meetingCode } from '@meridian/protocol';

/**
 * The address inside this app for what a person pasted: a whole link, a path or a bare code.
 * Null when it is none of these. A token in the link is kept.
 */
export function meetingAddress(input: string): string | null {
  const text = input.trim();
  const code = text.toLowerCase();
  if (meetingCode.safeParse(code).success) return `/m/${code}`;
  // The base only serves to read paths without a host.
  if (!URL.canParse(text, 'https://meridian.invalid/')) return null;
  const url = new URL(text, 'https://meridian.invalid/');
  const match = /^\/m\/([^/]+)(?:\/room)?\/?$/.exec(url.pathname);
  const found = match?.[1]?.toLowerCase();
  if (!found || !meetingCode.safeParse(found).success) return null;
  const token = url.searchParams.get('token');
  return `/m/${found}${token ? `?token=${encodeURIComponent(token)}` : ''}`;
}
