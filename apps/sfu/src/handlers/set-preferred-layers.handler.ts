import type { RoomHandler } from './room-handler.js';

export const setPreferredLayers: RoomHandler<'setPreferredLayers'> = async (
  { seat },
  { consumerId, spatialLayer, temporalLayer },
) => {
  const consumer = seat.media.consumer(consumerId);
  // Audio and single-encoding video have no layers to choose from.
  if (consumer.type !== 'simulcast' && consumer.type !== 'svc') return {};
  await consumer.setPreferredLayers({
    spatialLayer,
    ...(temporalLayer === undefined ? {} : { temporalLayer }),
  });
  return {};
};
