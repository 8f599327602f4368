import fc from 'fast-check';

/** Every run tries the same values, here and everywhere; `FC_SEED=$RANDOM npm run test:unit` tries others. */
fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 20_270) });

export default fc;
