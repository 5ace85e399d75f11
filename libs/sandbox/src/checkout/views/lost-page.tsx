import { CheckoutDocument } from './checkout-document.js';

/** A page about no payment: the address is wrong, or something failed. */
export function LostPage({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <CheckoutDocument title={title}>
      <div class="summary" />
      <div class="desk">
        <div class="state state-calm">
          <h1>{title}</h1>
          <p>{text}</p>
        </div>
      </div>
    </CheckoutDocument>
  );
}
