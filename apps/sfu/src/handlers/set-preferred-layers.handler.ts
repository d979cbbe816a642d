import type { RoomHandler } from './room-handler.js';

export const setPreferredLayers: RoomHandler<'setPreferredLayers'> = async (
  { seat },
  { consumerId, spatialLayer, temporalLayer },
) => {
  await seat.media.withConsumer(consumerId, async (consumer) => {
    // Audio and single-encoding video have no layers to choose from.
    if (consumer.type !== 'simulcast' && consumer.type !== 'svc') return;
    await consumer.setPreferredLayers({
      spatialLayer,
      ...(temporalLayer === undefined ? {} : { temporalLayer }),
    });
  });
  return {};
};
