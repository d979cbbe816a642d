import { describe, expect, it } from '@jest/globals';
import { LeadTracker } from './lead-tracker.js';
import { participant } from './testing/participant.js';

const groups = [
  { key: 'XMN', people: [participant('a'), participant('b')] },
  { key: 'SKO', people: [participant('c'), participant('d')] },
];
const silence = { dominant: null, speaking: [] };
const says = (id: string) => ({ dominant: id, speaking: [id] });

describe('LeadTracker', () => {
  it('starts with the first in order, the head of delegation', () => {
    const { leads, askAgainAt } = new LeadTracker().update(groups, silence, 0);
    expect([...leads]).toEqual([
      ['XMN', 'a'],
      ['SKO', 'c'],
    ]);
    expect(askAgainAt).toBeNull();
  });

  it('takes who is speaking when it first looks', () => {
    expect(new LeadTracker().update(groups, says('d'), 0).leads.get('SKO')).toBe('d');
  });

  it('waits for two seconds of steady speech', () => {
    const tracker = new LeadTracker();
    tracker.update(groups, silence, 0);
    const first = tracker.update(groups, says('b'), 1000);
    expect(first.leads.get('XMN')).toBe('a');
    expect(first.askAgainAt).toBe(3000);
    expect(tracker.update(groups, says('b'), 2999).leads.get('XMN')).toBe('a');
    expect(tracker.update(groups, says('b'), 3000).leads.get('XMN')).toBe('b');
  });

  it('is not moved by an interjection', () => {
    const tracker = new LeadTracker();
    tracker.update(groups, says('a'), 0);
    tracker.update(groups, says('b'), 1000);
    tracker.update(groups, says('a'), 2000);
    expect(tracker.update(groups, says('b'), 3500).leads.get('XMN')).toBe('a');
  });

  it('keeps the latest speaker after the speech, and moves only that delegation', () => {
    const tracker = new LeadTracker();
    tracker.update(groups, says('b'), 0);
    const { leads } = tracker.update(groups, silence, 60_000);
    expect(leads.get('XMN')).toBe('b');
    expect(leads.get('SKO')).toBe('c');
  });

  it('falls back to the first in order when the lead leaves', () => {
    const tracker = new LeadTracker();
    tracker.update(groups, says('b'), 0);
    const rest = [{ key: 'XMN', people: [participant('a')] }];
    expect(tracker.update(rest, silence, 10).leads.get('XMN')).toBe('a');
  });

  it('gives the place to the head who comes later, as long as nobody has spoken', () => {
    const tracker = new LeadTracker();
    tracker.update([{ key: 'XMN', people: [participant('b')] }], silence, 0);
    expect(tracker.update(groups, silence, 10).leads.get('XMN')).toBe('a');
  });

  it('has no lead where nobody is', () => {
    expect(new LeadTracker().update([{ key: 'XMN', people: [] }], silence, 0).leads.size).toBe(0);
  });
});
