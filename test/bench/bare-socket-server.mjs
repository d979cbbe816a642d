// The baseline of the signalling bench: socket.io alone, which acknowledges a request and tells the
// room, with an event as long as Meridian's. No schema, no permission, no order, no retry.
import { createServer } from 'node:http';
import { Server } from 'socket.io';

const http = createServer();
const namespace = new Server(http, { serveClient: false }).of('/rtc');
const participant = {
  participantId: 'b5e56ca8-9bfd-4e58-a9b4-9fe063f266fe',
  displayName: 'Somebody of the bench',
  role: 'delegate',
  centerCode: 'XMN',
  head: false,
  spokenLanguage: 'en',
  captionLanguage: null,
  connection: 'connected',
  quality: 'unknown',
};
let seq = 0;

namespace.on('connection', (socket) => {
  socket.on('join', (_, ack) => {
    void socket.join('room');
    ack({ ok: true, data: {} });
  });
  socket.on('raiseHand', ({ data }, ack) => {
    seq += 1;
    const handRaisedAt = data.raised ? Date.now() : null;
    namespace.to('room').emit('participantUpdated', {
      epoch: 1,
      seq,
      data: { participant: { ...participant, handRaisedAt } },
    });
    ack({ ok: true, data: {} });
  });
});

http.listen(0, '127.0.0.1', () => console.log(`listening ${http.address().port}`));
