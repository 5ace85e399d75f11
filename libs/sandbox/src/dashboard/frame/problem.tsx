/** Why what was asked for was not done, where no single field is to blame. */
export function Problem({ text }: { readonly text: string | null }) {
  if (text === null) return null;
  return (
    <p class="problem" role="alert" tabindex={-1} autofocus>
      {text}
    </p>
  );
}
