/** A tab that this release does not have. */
export const Later = ({ name, will }: { name: string; will: string }) => (
  <section class="later" aria-label={name}>
    <h2>{name} comes with a later release.</h2>
    <p>{will}</p>
  </section>
);
